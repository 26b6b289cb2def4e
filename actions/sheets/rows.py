"""The rows of each sheet, read in as many queries for five as for fifty thousand of them, and one by one."""

from collections import defaultdict
from functools import cached_property

from django.conf import settings
from django.db.models import F

from actions.models import (
    Action,
    ActionPlan,
    Commitment,
    CoOwner,
    Evidence,
    Indicator,
    Lineage,
    Measurement,
    Milestone,
    MilestoneReached,
    Pillar,
    StatusReport,
    Target,
)
from core.dates import today
from core.languages import language_codes, localized_name, localized_names

CHUNK = 1_000
VOCABULARIES = ("themes", "goals", "principles")


class PlanRows:
    """The records of one plan, with what their sheets show put in place.

    `is_public`: only what everybody may see. `of(model, only=[...])`: those with these numbers, archived ones too.
    """

    def __init__(self, plan, *, is_public=False, on=None):
        self.plan, self.is_public, self.on = plan, is_public, on or today()
        self._codes_of = {}

    def of(self, model, only=None):
        return {
            ActionPlan: self._plans,
            Pillar: self._pillars,
            Action: self._actions,
            Commitment: self._commitments,
            Milestone: self._milestones,
            Indicator: self._indicators,
            StatusReport: self._reports,
            Target: self._figures,
            Measurement: self._figures,
        }[model](*self._found_with_numbers(model, only))

    def _found_with_numbers(self, model, only):
        """The records, and the numbers by which what belongs to them is found: as a list where it is given."""
        rows = self.found(model, only)
        return rows, rows.order_by().values("pk") if only is None else only

    def found(self, model, only=None):
        """The records of this plan as a queryset, in the order of their sheet."""
        paths = {
            ActionPlan: "pk",
            Pillar: "plan",
            Action: "plan",
            Commitment: "action__plan",
            Milestone: "commitment__action__plan",
            Indicator: "action__plan",
            StatusReport: "commitment__action__plan",
            Target: "indicator__action__plan",
            Measurement: "indicator__action__plan",
        }
        rows = model.objects.filter(**{paths[model]: self.plan.pk})
        if only is not None:
            return rows.filter(pk__in=only)
        for above in ABOVE[model]:
            rows = rows.filter(**{f"{above}archived_at__isnull": True})
            if self.is_public:
                rows = rows.filter(**{f"{above}is_public": True})
        if self.is_public and model in (StatusReport, Target, Measurement):
            rows = rows.approved()
        return rows.order_by(*ORDER.get(model, ["pk"]))

    def _plans(self, rows, numbers):
        for plan in rows.select_related("predecessor"):
            if self.is_public and plan.predecessor and not plan.predecessor.is_shown:
                plan.predecessor = None
            yield plan

    def _pillars(self, rows, numbers):
        return rows

    def _milestones(self, rows, numbers):
        return rows.select_related("commitment").iterator(CHUNK)

    def _indicators(self, rows, numbers):
        return rows.select_related("action", "organisation").iterator(CHUNK)

    def _actions(self, rows, numbers):
        terms = self._terms(Action, numbers)
        earlier = defaultdict(list)
        lineage = Lineage.objects.filter(action__in=numbers).order_by("pk")
        if self.is_public:
            lineage = lineage.filter(predecessor__in=Action.objects.public())
        for row in lineage.select_related("predecessor"):
            earlier[row.action_id].append(row)
        for action in rows.select_related("pillar").iterator(CHUNK):
            action.terms, action.earlier = terms(action.pk), earlier[action.pk]
            yield action

    def _commitments(self, rows, numbers):
        terms = self._terms(Commitment, numbers)
        partners = defaultdict(list)
        names = {code: F(f"organisation__{localized_name('name', code)}") for code in language_codes()}
        owners = CoOwner.objects.filter(commitment__in=numbers).order_by("organisation__code")
        for row in owners.values("commitment_id", code=F("organisation__code"), **names):
            partners[row["commitment_id"]].append({key: value or "" for key, value in row.items()})
        for commitment in rows.with_status(self.on).select_related("action", "organisation").iterator(CHUNK):
            commitment.terms = terms(commitment.pk) | {"co_owners": partners[commitment.pk]}
            yield commitment

    def _terms(self, model, numbers):
        """A function that gives the vocabularies' terms of one record: {vocabulary: [{"code", language: name}]}."""
        linked = {name: defaultdict(list) for name in VOCABULARIES}
        for name in VOCABULARIES:
            field = model._meta.get_field(name)
            owner, term = field.m2m_field_name(), field.m2m_reverse_field_name()
            pairs = field.remote_field.through.objects.filter(**{f"{owner}__in": numbers})
            for record, key in pairs.values_list(f"{owner}_id", f"{term}_id").iterator(CHUNK):
                linked[name][record].append(self._vocabularies[name][key])
        return lambda pk: {name: sorted(linked[name][pk], key=lambda term: term["order"]) for name in VOCABULARIES}

    @cached_property
    def _vocabularies(self):
        found = {}
        for name in VOCABULARIES:
            model = Action._meta.get_field(name).related_model
            found[name] = {
                term.pk: {"code": code_of(term), "order": order}
                | {
                    code: getattr(term, column) or ""
                    for code, column in zip(language_codes(), localized_names("name"), strict=True)
                }
                for order, term in enumerate(model.objects.all())
            }
        return found

    def _codes(self, model):
        """{number: code} of all of the plan, read once: logs come last, when every record is there."""
        if model not in self._codes_of:
            self._codes_of[model] = dict(model.objects.filter(action__plan=self.plan.pk).values_list("pk", "code"))
        return self._codes_of[model]

    def _reports(self, rows, numbers):
        shown = Evidence.objects.filter(report__in=numbers, is_public=True).order_by("report_id", "pk")
        reached = MilestoneReached.objects.filter(report__in=numbers).order_by("report_id", "pk")
        evidence = Beside(shown.iterator(CHUNK), "report_id")
        milestones = Beside(reached.iterator(CHUNK), "report_id")
        for report in self._said(StatusReport, rows, numbers):
            report.of_code = self._codes(Commitment).get(report.commitment_id)
            report.shown_evidence = [address_of(piece) for piece in evidence.of(report.pk)]
            report.reached = [row.milestone_id for row in milestones.of(report.pk)]
            yield report

    def _figures(self, rows, numbers):
        for figure in self._said(rows.model, rows, numbers):
            figure.of_code = self._codes(Indicator).get(figure.indicator_id)
            yield figure

    def _said(self, model, rows, numbers):
        """What somebody said, with its translations beside it: {language: reason}."""
        relation = model._meta.get_field("translations")
        owner = relation.field.name
        found = relation.related_model.objects.filter(**{f"{owner}__in": numbers}).order_by(f"{owner}_id", "pk")
        translations = Beside(found.iterator(CHUNK), f"{owner}_id")
        for said in rows.order_by("pk").iterator(CHUNK):
            said.translated = {row.language: row.reason for row in translations.of(said.pk)}
            yield said


ABOVE = {
    ActionPlan: (),
    Pillar: (),
    Action: ("",),
    Commitment: ("", "action__"),
    Milestone: ("commitment__", "commitment__action__"),
    Indicator: ("", "action__"),
    StatusReport: ("commitment__", "commitment__action__"),
    Target: ("indicator__", "indicator__action__"),
    Measurement: ("indicator__", "indicator__action__"),
}
"""Where the records above one stand that can be archived or not public."""

ORDER = {
    Pillar: ["number"],
    Action: ["number"],
    Commitment: ["action__number", "pk"],
    Milestone: ["commitment__action__number", "commitment", "sort_order", "pk"],
    Indicator: ["action__number", "code"],
}


class Beside:
    """Rows by the number of the record that they belong to, handed out while those records go by in that order.

    Order them by `owner_id`: ordering by the relation itself would take the order of those records' model.
    """

    def __init__(self, rows, owner):
        self.rows, self.owner = iter(rows), owner
        self.next = next(self.rows, None)

    def of(self, pk):
        found = []
        while self.next is not None and getattr(self.next, self.owner) <= pk:
            if getattr(self.next, self.owner) == pk:
                found.append(self.next)
            self.next = next(self.rows, None)
        return found


def code_of(term):
    """The code of a theme; goals and principles have numbers."""
    return getattr(term, "code", None) or str(term.number)


def address_of(piece):
    """Where everybody finds a piece of evidence, with the site before it where it is a document of ours."""
    return piece.url or f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{piece.href}"
