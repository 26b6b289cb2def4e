"""How far a page is next to its other languages, and who is next: in words, for every screen and mail."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from core.languages import language_name

from . import people
from .models import Alignment, Assignment, LanguageException, Ready
from .services.alignment import counterparts, is_behind


class State(TextChoices):
    MISSING = "missing", gettext_lazy("No counterpart")
    TRANSLATING = "translating", gettext_lazy("Being translated")
    REVIEW = "review", gettext_lazy("In review")
    RETURNED = "returned", gettext_lazy("Returned")
    WAITING = "waiting", gettext_lazy("Waits for the other language")
    SCHEDULED = "scheduled", gettext_lazy("Scheduled")
    STALE = "stale", gettext_lazy("Out of date")
    CHANGED = "changed", gettext_lazy("Aligned, with changes not submitted")
    ALIGNED = "aligned", gettext_lazy("Aligned")


TONES = {State.ALIGNED: "live", State.MISSING: "missing", State.TRANSLATING: "draft"}


@dataclass(frozen=True)
class PairState:
    """A page beside its counterpart; with several other languages, the one that asks most."""

    page: object
    counterpart: object = None
    missing_languages: tuple = ()
    state: str = State.ALIGNED
    next_step: str = ""
    next_people: list = field(default_factory=list)
    since: object = None
    said_by: object = None
    said_at: object = None
    reason: str = ""
    exception: object = None
    revision_aligned: object = None
    assignment: object = None

    @property
    def words(self):
        return State(self.state).label

    @property
    def tone(self):
        return TONES.get(self.state, "waiting")


def describe(page):
    """The state of that page, read anew."""
    return describe_among(page, [page, *counterparts(page)])


def describe_pair(pages):
    """The states of the pages of one pair, in their order, in as many queries as that of one of them."""
    around = Around(pages)
    return [_described(page, around) for page in pages]


def describe_among(page, pages):
    return _described(page, Around(pages))


class Around:
    """All that the state of the pages of one pair depends on."""

    def __init__(self, pages):
        self.pages = pages
        which = {"page__in": [page.pk for page in pages]}
        rows = Alignment.objects.filter(**which).select_related("revision", "said_by")
        self.alignments = {(row.page_id, row.counterpart_id): row for row in rows}
        self.ready = {row.page_id: row for row in Ready.objects.filter(**which).select_related("revision")}
        self.exceptions = {row.page_id: row for row in LanguageException.objects.active().filter(**which)}
        rows = Assignment.objects.filter(**which).select_related("person")
        self.assignments = {row.page_id: row for row in rows}
        self.workflows = self._workflows()
        there = {page.locale.language_code for page in pages}
        self.missing = [code for code, _name in settings.LANGUAGES if code not in there]

    def _workflows(self):
        if not self.pages:
            return {}
        states = WorkflowState.objects.active().filter(
            base_content_type=self.pages[0].get_base_content_type(),
            object_id__in=[str(page.pk) for page in self.pages],
        )
        related = ("current_task_state__task", "requested_by")
        return {int(state.object_id): state for state in states.select_related(*related)}

    def of(self, page):
        """The counterpart that asks most, and whether the page is out of date next to it."""
        others = [other for other in self.pages if other.pk != page.pk]
        stale = [other for other in others if is_behind(page, other, self.alignments.get((page.pk, other.pk)))]
        return next(iter(stale or others), None), bool(stale)


def _described(page, around):
    counterpart, stale = around.of(page)
    alignment = around.alignments.get((page.pk, counterpart.pk)) if counterpart else None
    return PairState(
        page=page,
        counterpart=counterpart,
        missing_languages=tuple(around.missing),
        exception=around.exceptions.get(page.pk),
        assignment=around.assignments.get(page.pk),
        said_by=alignment and alignment.said_by,
        said_at=alignment and alignment.said_at,
        reason=alignment.reason if alignment else "",
        revision_aligned=alignment and alignment.revision,
        **_state(page, counterpart, around, stale),
    )


def _state(page, counterpart, around, stale):
    if workflow := around.workflows.get(page.pk):
        return _in_workflow(workflow, page)
    missing = next(iter(around.missing), "")
    if ready := around.ready.get(page.pk):
        return _approved(ready, counterpart.locale.language_code if counterpart else missing)
    if counterpart is None:
        step = _("Start the translation into %(language)s") % {"language": language_name(missing)}
        return _at(State.MISSING, page.first_published_at or page.latest_revision_created_at, step)
    if page.first_published_at is None:
        return _at(State.TRANSLATING, page.latest_revision_created_at, _("Write the text and submit it"))
    if stale:
        step = _("Bring the text up to date, or say that no translation is needed")
        return _at(State.STALE, counterpart.last_published_at, step)
    if page.has_unpublished_changes:
        return _at(State.CHANGED, page.latest_revision_created_at, _("Submit the changes"))
    return _at(State.ALIGNED, page.last_published_at)


def _at(state, since, next_step="", next_people=()):
    return {"state": state, "since": since, "next_step": next_step, "next_people": list(next_people)}


def _approved(ready, other_language):
    moment = ready.revision.approved_go_live_at
    if moment:
        words = _("Goes live by itself on %(moment)s") % {"moment": date_format(localtime(moment), "DATETIME_FORMAT")}
        return _at(State.SCHEDULED, ready.at, words)
    words = _("Write the text in %(language)s and have it approved") % {"language": language_name(other_language)}
    return _at(State.WAITING, ready.at, words)


def _in_workflow(workflow, page):
    task_state = workflow.current_task_state
    if workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        words = _("Change the text as asked and submit it again: “%(comment)s”") % {"comment": task_state.comment}
        return _at(State.RETURNED, task_state.finished_at, words, filter(None, [workflow.requested_by]))
    task = task_state.task.specific
    deciders = people.who_can_act(page, task) if hasattr(task, "needs_other_service") else []
    return _at(State.REVIEW, task_state.started_at, task.name, deciders)
