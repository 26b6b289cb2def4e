"""The sheets of a plan and of the records in it."""

from django.utils.translation import gettext_lazy as _

from actions.models import Action, ActionPlan, Commitment, Indicator, Milestone, Pillar
from actions.models.statuses import Rhythm, Standing
from core.sheets.kinds import Choice, Code, Codes, Day, Number, Small, Whole, YesNo

from .columns import Column, Use, attribute, column, heading, in_every_language, number_column, with_labels
from .sheet_form import SheetForm


def _name(record, language):
    return record.name_in(language) if record else ""


def _reference(model, name):
    """A column with the code of what the record points at, with its name beside it."""
    coded = column(model, name, kind=Code(), path=f"{name}.code")
    return with_labels(coded, lambda record, language: _name(getattr(record, name), language))


def _terms(model, name):
    """A column with codes of a vocabulary, with their names beside them; rows.py puts the terms in place."""
    coded = column(model, name, kind=Codes(), value=lambda record: [term["code"] for term in record.terms[name]])
    return with_labels(coded, lambda record, language: "; ".join(term[language] for term in record.terms[name]))


def _vocabularies(model):
    return [found for name in ("themes", "goals", "principles") for found in _terms(model, name)]


def _day(model, name, **values):
    return column(model, name, kind=Day(), **values)


def _public(model):
    return column(model, "is_public", kind=YesNo(), is_internal=True)


def _lineage(action):
    return [f"{row.kind}:{row.predecessor.code}" for row in action.earlier]


PLAN = SheetForm(
    "Plan",
    ActionPlan,
    _("The plan itself: one row."),
    [
        number_column(),
        column(ActionPlan, "code", kind=Code(), use=Use.KEY),
        *in_every_language(ActionPlan, "name"),
        *with_labels(column(ActionPlan, "kind", kind=Choice(ActionPlan.Kind.choices))),
        column(ActionPlan, "edition", kind=Small()),
        _day(ActionPlan, "adopted_on"),
        _day(ActionPlan, "starts_on"),
        _day(ActionPlan, "ends_on"),
        column(ActionPlan, "predecessor", kind=Code(), path="predecessor.code"),
        *with_labels(column(ActionPlan, "rhythm", kind=Choice(Rhythm.choices))),
        column(ActionPlan, "lead_days", kind=Small(), is_internal=True),
        column(ActionPlan, "escalation_days", kind=Small(), is_internal=True),
        column(ActionPlan, "fictional", kind=YesNo()),
        _public(ActionPlan),
    ],
)

PILLARS = SheetForm(
    "Pillars",
    Pillar,
    _("The parts of the plan; a plan can do without."),
    [
        number_column(),
        column(Pillar, "number", kind=Small(), use=Use.KEY),
        *in_every_language(Pillar, "name"),
    ],
)

ACTIONS = SheetForm(
    "Actions",
    Action,
    _("What the plan sets out to do: one row for each action."),
    [
        number_column(),
        column(Action, "code", kind=Code(), use=Use.KEY),
        column(Action, "number", kind=Small()),
        column(Action, "pillar", kind=Small(), path="pillar.number", about=_("The number of the pillar.")),
        *in_every_language(Action, "name"),
        *_vocabularies(Action),
        Column(
            "predecessors",
            _("Predecessors"),
            Codes(),
            _lineage,
            _("Actions of an earlier plan that it took over: continued, merged or split, a colon, and the code."),
        ),
        column(Action, "fictional", kind=YesNo()),
        _public(Action),
    ],
)

COMMITMENTS = SheetForm(
    "Commitments",
    Commitment,
    _("What each organisation promised in an action: one row for each promise."),
    [
        number_column(),
        column(Commitment, "code", kind=Code(), use=Use.KEY),
        *_reference(Commitment, "action"),
        *_reference(Commitment, "organisation"),
        *with_labels(
            Column(
                "co_owners",
                _("Co-owners"),
                Codes(),
                lambda record: [row["code"] for row in record.terms["co_owners"]],
                _("Codes of the organisations that promise it together with this one."),
            ),
            lambda record, language: "; ".join(row[language] for row in record.terms["co_owners"]),
        ),
        *in_every_language(Commitment, "text"),
        *with_labels(column(Commitment, "timing", kind=Choice(Commitment.Timing.choices))),
        _day(Commitment, "first_deadline"),
        _day(Commitment, "review_on"),
        *_vocabularies(Commitment),
        _public(Commitment),
        *with_labels(
            Column(
                "standing",
                _("Standing today"),
                Choice(Standing.choices),
                lambda record: record.standing(),
                _("Follows from the reports and the dates. This column is not read; add a row to Reports."),
                Use.SHOWN,
            )
        ),
        Column(
            "status_on",
            _("Latest report"),
            Day(),
            attribute("status_on"),
            _("The day for which the latest approved report holds. This column is not read."),
            Use.SHOWN,
        ),
        Column(
            "due_on",
            _("Deadline or review date now"),
            Day(),
            attribute("due_on"),
            _("As last moved by a report. This column is not read."),
            Use.SHOWN,
        ),
        Column(
            "moves",
            _("Times moved"),
            Whole(),
            attribute("moves"),
            _("How often the deadline moved. This column is not read."),
            Use.SHOWN,
        ),
    ],
)

MILESTONES = SheetForm(
    "Milestones",
    Milestone,
    _("Steps on the way to what was promised."),
    [
        number_column(),
        Column(
            "commitment",
            heading(Commitment._meta.verbose_name),
            Code(),
            attribute("commitment.code"),
            _("The code of the commitment."),
            Use.KEY,
        ),
        *in_every_language(Milestone, "name"),
        _day(Milestone, "due_on"),
    ],
)

INDICATORS = SheetForm(
    "Indicators",
    Indicator,
    _("What is counted or measured to see whether an action works."),
    [
        number_column(),
        column(Indicator, "code", kind=Code(), use=Use.KEY),
        *_reference(Indicator, "action"),
        *_reference(Indicator, "organisation"),
        *in_every_language(Indicator, "name"),
        *in_every_language(Indicator, "unit"),
        column(Indicator, "decimals", kind=Small()),
        *with_labels(column(Indicator, "direction", kind=Choice(Indicator.Direction.choices))),
        column(Indicator, "baseline", kind=Number()),
        _day(Indicator, "baseline_on"),
        column(Indicator, "fictional", kind=YesNo()),
        _public(Indicator),
    ],
)
