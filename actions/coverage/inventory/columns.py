"""The sheet of an inventory, declared once: template, import and explanation all read this.

A row is an action of the plan with the first commitment in it; `PARTS` says which cells belong to which of the two.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from actions.models import Action, Commitment
from actions.sheets.columns import Column, Use, attribute, column, in_every_language
from actions.sheets.sheet_form import SheetForm
from core.languages import localized_names
from core.sheets.kinds import Code, Codes, Day, Small, Text, Whole, YesNo

TITLE = "Inventory"


def _codes(name):
    return lambda row: ", ".join(sorted((term["code"] for term in row.action.terms[name]), key=_in_order))


def _in_order(code):
    return (0, int(code), "") if code.isdecimal() else (1, 0, code)


def _of_action(model_columns):
    return [_moved(item, "action") for item in model_columns]


def _of_commitment(model_columns):
    return [_moved(item, "commitment") for item in model_columns]


def _moved(item, part):
    """The same column, read from one part of an Item."""
    value = item.value

    def found(row):
        record = getattr(row, part)
        return None if record is None else value(record)

    return replace(item, value=found)


INVENTORY = SheetForm(
    TITLE,
    Action,
    _("The actions that the town found in its own documents: one row for each."),
    [
        *_of_action([column(Action, "number", kind=Small(), about=_("Each action has a number of its own."))]),
        *_of_action(in_every_language(Action, "name")),
        *_of_action(in_every_language(Action, "found_in")),
        Column(
            "goals",
            _("Sustainable development goals"),
            Text(),
            _codes("goals"),
            _("Numbers with commas between them, or names in any language with semicolons between them."),
        ),
        Column(
            "themes",
            _("Themes"),
            Text(),
            _codes("themes"),
            _("Codes with commas between them, or names in any language with semicolons between them."),
        ),
        Column(
            "organisation",
            _("Organisation"),
            Text(),
            lambda row: row.commitment and row.commitment.organisation.code,
            _("Who promises it: its code, or its name in any language."),
        ),
        *_of_commitment(in_every_language(Commitment, "text")),
        *_of_commitment([column(Commitment, "first_deadline", kind=Day())]),
        Column(
            "is_public",
            _("Public"),
            YesNo(),
            lambda row: row.is_public,
            _("“yes” shows the action and its commitment to everybody; only with the texts in every language."),
        ),
        Column(
            "commitment",
            _("Commitment"),
            Code(),
            lambda row: row.commitment and row.commitment.code,
            _("The code that the platform gave this commitment. Leave it empty in a new row."),
            Use.KEY,
        ),
        Column(
            "others",
            _("Other commitments"),
            Whole(),
            lambda row: row.others or None,
            _("How many more this action has. This column is not read; they stand in the spreadsheet of the plan."),
            Use.SHOWN,
        ),
    ],
)

ACTION_NAMES = ["number", *localized_names("name"), *localized_names("found_in"), "goals", "themes", "is_public"]
COMMITMENT_NAMES = [*localized_names("text"), "first_deadline", "is_public"]


def _terms(name):
    label = INVENTORY.by_name[name].label
    return Column(name, label, Codes(), lambda record: [term["code"] for term in record.terms[name]])


ACTION_PART = SheetForm(
    TITLE,
    Action,
    "",
    [
        column(Action, "code", kind=Code(), use=Use.KEY),
        column(Action, "number", kind=Small()),
        *in_every_language(Action, "name"),
        *in_every_language(Action, "found_in"),
        _terms("goals"),
        _terms("themes"),
        column(Action, "is_public", kind=YesNo()),
    ],
)
"""What becomes of a row on the side of the action."""

COMMITMENT_PART = SheetForm(
    TITLE,
    Commitment,
    "",
    [
        column(Commitment, "code", kind=Code(), use=Use.KEY),
        Column("action", "", Code(), attribute("action.code")),
        Column("organisation", "", Code(), attribute("organisation.code")),
        *in_every_language(Commitment, "text"),
        column(Commitment, "first_deadline", kind=Day()),
        column(Commitment, "is_public", kind=YesNo()),
    ],
)
"""What becomes of a row on the side of the commitment."""

CELL_OF = {"code": "number", "action": "number"}
"""The cell at which is said what is wrong with something that has no cell of its own."""
