"""Parts each row of an inventory into what becomes of the action and what becomes of its commitment."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from actions.models import Action, Commitment
from actions.sheets.sheet_form import SheetForm
from actions.sheets.tables import Row, Table
from core.sheets.problems import CellProblem

from .columns import ACTION_NAMES, ACTION_PART, CELL_OF, COMMITMENT_NAMES, COMMITMENT_PART
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class PartTable:
    """One of the two parts of the sheet; what is wrong is said at the cell that the reader sees."""

    table: Table
    form: SheetForm

    def complain(self, row, name, message):
        self.table.complain(row, CELL_OF.get(name, name), message)


class Parting:
    """Knows the plan: which numbers and commitments are there already."""

    def __init__(self, plan, table):
        self.plan, self.vocabulary = plan, Vocabulary()
        self.action_table, self.commitment_table = PartTable(table, ACTION_PART), PartTable(table, COMMITMENT_PART)
        self.codes = dict(Action.objects.filter(plan=plan).values_list("number", "code"))
        self.promised = {}
        rows = Commitment.objects.filter(action__plan=plan, archived_at__isnull=True).order_by("pk")
        for code, *key in rows.values_list("code", "action__code", "organisation__code"):
            self.promised.setdefault(tuple(key), code)

    def parts(self, row):
        """(row of the action, row of the commitment or None) for one row of the sheet."""
        number = row.get("number")
        if number is None:
            if "number" not in row.wrong:
                row.complain("number", _("Give this action a number."))
            return None, None
        code = self.codes.get(number) or f"{self.plan.code}-{number}"
        action = Row(self.action_table, row.number, {"code": code}, set(row.wrong))
        action.values |= {name: row.values[name] for name in ACTION_NAMES if name in row.values}
        for name in ("goals", "themes"):
            self._read(action, name, lambda words, name=name: self.vocabulary.terms(name, words))
        return action, self._commitment(row, code)

    def _commitment(self, row, action):
        """None for a row that says nothing of a promise."""
        texts = [name for name in COMMITMENT_NAMES if name != "is_public"]
        if not any(row.get(name) for name in ("organisation", "commitment", *texts)):
            return None
        found = Row(self.commitment_table, row.number, {"action": action}, set(row.wrong))
        found.values |= {name: row.values[name] for name in COMMITMENT_NAMES if name in row.values}
        found.values["organisation"] = row.get("organisation")
        self._read(found, "organisation", self.vocabulary.organisation)
        code = row.get("commitment") or self.promised.get((action, found.get("organisation")))
        if code:
            found.values["code"] = code
        return found

    def _read(self, row, name, reader):
        if name in row.wrong or name not in row.values:
            return
        try:
            row.values[name] = reader(row.values[name])
        except CellProblem as problem:
            row.values.pop(name)
            row.complain(name, problem.message)
