"""Everything that happened in a plan, as one log: who did what, and when."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Q, TextChoices, Value
from django.db.models.functions import Cast
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from actions.models import (
    Action,
    ActionPlan,
    Assessment,
    Commitment,
    Indicator,
    Measurement,
    Response,
    Snapshot,
    StatusReport,
    StatusReportTranslation,
    Target,
)

from .history_words import WORDS
from .kinds import dossier_of

AT_ONCE = 1000
"""How many events a download reads at a time."""


class What(TextChoices):
    REPORT = "report", gettext_lazy("Reports")
    DECISION = "decision", gettext_lazy("Decisions")
    DEADLINE = "deadline", gettext_lazy("Moved deadlines")
    TARGET = "target", gettext_lazy("Targets")
    MEASUREMENT = "measurement", gettext_lazy("Measurements")
    RESPONSE = "response", gettext_lazy("Responses")
    ASSESSMENT = "assessment", gettext_lazy("Assessments")
    TRANSLATION = "translation", gettext_lazy("Translations")
    SNAPSHOT = "snapshot", gettext_lazy("Snapshots")
    RECORD = "record", gettext_lazy("Changes of records")


@dataclass(frozen=True)
class Source:
    """Where events of one sort come from: rows of a model, the moment and the person of each."""

    code: str
    what: str
    model: type
    of_plan: object
    at: str
    person: str
    related: tuple = ()

    def events(self, plan, person=None):
        rows = self.model.objects.filter(self.of_plan(plan)).order_by()
        if person:
            rows = rows.filter(**{self.person: person})
        sort = Value(self.code, output_field=CharField())
        return rows.annotate(event_sort=sort, moment=F(self.at)).values_list("event_sort", "pk", "moment")


def _reports(**more):
    return lambda plan: Q(commitment__action__plan=plan, **more)


def _figures(**more):
    return lambda plan: Q(indicator__action__plan=plan, **more)


def _responses(**more):
    def condition(plan):
        commitments = Commitment.objects.filter(action__plan=plan).values("pk")
        through = Commitment.recommendations.through.objects.filter(commitment__in=commitments)
        actions = Action.recommendations.through.objects.filter(action__plan=plan)
        linked = Q(recommendation__in=through.values("recommendation"))
        return (linked | Q(recommendation__in=actions.values("recommendation"))) & Q(**more)

    return condition


def _records(plan):
    """The log entries of the plan itself, its actions, its commitments and its indicators."""
    of_plan = {
        ActionPlan: ActionPlan.objects.filter(pk=plan.pk),
        Action: Action.objects.filter(plan=plan),
        Commitment: Commitment.objects.filter(action__plan=plan),
        Indicator: Indicator.objects.filter(action__plan=plan),
    }
    kinds = ContentType.objects.get_for_models(*of_plan)
    condition = Q(pk__in=[])
    for model, rows in of_plan.items():
        keys = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
        condition |= Q(content_type=kinds[model], object_id__in=keys)
    return condition


def _sent(what, model, rows, about):
    """That somebody sent it in."""
    related = (about, "contact__organisation", "submitted_by")
    return Source(what.value, what, model, rows(), "submitted_at", "submitted_by", related)


def _decided(what, model, rows, about):
    """That somebody approved or returned it."""
    condition = rows(decided_at__isnull=False)
    return Source(
        f"{what.value}-decided", What.DECISION, model, condition, "decided_at", "decided_by", (about, "decided_by")
    )


COMMITMENT = "commitment__organisation"
SENT_IN = [
    (What.REPORT, StatusReport, _reports, COMMITMENT),
    (What.TARGET, Target, _figures, "indicator"),
    (What.MEASUREMENT, Measurement, _figures, "indicator"),
    (What.RESPONSE, Response, _responses, "recommendation"),
]
SOURCES = {
    source.code: source
    for source in [
        *(_sent(*one) for one in SENT_IN),
        *(_decided(*one) for one in SENT_IN),
        Source(
            "deadline", What.DEADLINE, StatusReport, _reports(state="approved", moves_to__isnull=False),
            "decided_at", "decided_by", (COMMITMENT, "decided_by"),
        ),
        Source(
            "assessment", What.ASSESSMENT, Assessment, _reports(), "recorded_at", "recorded_by",
            (COMMITMENT, "assessor", "recorded_by"),
        ),
        Source(
            "translation", What.TRANSLATION, StatusReportTranslation,
            lambda plan: Q(report__commitment__action__plan=plan),
            "translated_at", "translated_by", ("report__commitment__organisation", "translated_by"),
        ),
        Source(
            "snapshot", What.SNAPSHOT, Snapshot, lambda plan: Q(plan=plan), "taken_at", "taken_by",
            ("plan", "taken_by"),
        ),
        Source("record", What.RECORD, ModelLogEntry, _records, "timestamp", "user", ("user", "content_type")),
    ]
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    at: object
    what: str
    who: str
    words: str
    about: str
    url: str


def events_of(plan, whats=(), person=None):
    """(source, pk, moment) of everything that happened, newest first, as one query that a page can be cut from."""
    sources = [source for source in SOURCES.values() if not whats or source.what in whats]
    first, *others = [source.events(plan, person) for source in sources]
    return (first.union(*others, all=True) if others else first).order_by("-moment", "event_sort", "-pk")


def read(keys, user):
    """The events of these (source, pk, moment), in their order; a query for each source that occurs."""
    keys, wanted = list(keys), {}
    for code, pk, _moment in keys:
        wanted.setdefault(code, []).append(pk)
    found = {
        (code, row.pk): row
        for code, pks in wanted.items()
        for row in SOURCES[code].model.objects.select_related(*SOURCES[code].related).filter(pk__in=pks)
    }
    return [_event(code, moment, found[code, pk], user) for code, pk, moment in keys if (code, pk) in found]


def in_batches(keys, user):
    """The events of ever so many keys, read a thousand at a time: [[Event]]."""
    batch = []
    for key in keys.iterator(chunk_size=AT_ONCE):
        batch.append(key)
        if len(batch) == AT_ONCE:
            yield read(batch, user)
            batch = []
    if batch:
        yield read(batch, user)


def _event(code, moment, row, user):
    who, words, about = WORDS[code](row, user)
    title = Truncator(str(about)).words(20) if about is not None else row.label
    return Event(
        at=moment, what=SOURCES[code].what.label, who=who, words=words, about=title, url=dossier_of(about or row)
    )
