"""Compares an inventory with the plan and carries it out, as the spreadsheet of a plan: all of it, or nothing."""

from django.utils.translation import gettext as _

from actions.sheets.difference import CHANGED, NEW, RowChange
from actions.sheets.importing import Import, batches
from actions.sheets.schema import EXPLANATION
from actions.sheets.tables import Table
from core.sheets.problems import Problem, Refused

from .columns import ACTION_PART, COMMITMENT_PART, INVENTORY, TITLE
from .parting import Parting
from .records import InventoryRows

MOST_CHANGES = 300
"""Rows that one file may make or change: each has pages and revisions to make, while somebody waits for them all."""
AT_ONCE = 100


class InventoryImport(Import):
    """One run over a workbook with the sheet of an inventory."""

    def run(self):
        table = self._table()
        actions, commitments = InventoryRows(self, ACTION_PART), InventoryRows(self, COMMITMENT_PART)
        parting, seen = Parting(self.plan, table), set()
        for batch in batches(table.rows(), AT_ONCE):
            seen |= {row.number for row in batch}
            pairs = [parting.parts(row) for row in batch]
            actions.carry_out([action for action, _commitment in pairs if action])
            commitments.carry_out([commitment for _action, commitment in pairs if commitment])
            if len({change.row for change in self.difference.rows}) > MOST_CHANGES:
                message = _("This file makes or changes more than %(most)s actions. Divide it over several files.")
                raise Refused(message % {"most": MOST_CHANGES})
        if not self.book.problems:
            self._keep_revisions()
        return self._found(seen)

    def _table(self):
        if TITLE not in self.book.titles:
            message = _("This workbook has no sheet “%(title)s”. Fill in a download of the inventory.")
            raise Refused(message % {"title": TITLE})
        for title in self.book.titles:
            if title not in {TITLE, EXPLANATION} and any(True for _line in self.book.sheet(title).lines()):
                message = _("This sheet is none of ours. Remove it or correct its title.")
                self.book.problems.append(Problem(title[:50], 0, "", message))
        return Table(self.book, INVENTORY)

    def _found(self, seen):
        """A row of the sheet is one row of the difference, whatever it is about."""
        found, by_row = self.difference, {}
        for change in found.rows:
            first = by_row.get(change.row)
            by_row[change.row] = _joined(first, change) if first else change
        found.rows = [by_row[number] for number in sorted(by_row)]
        found.problems, found.problems_left_out = list(self.book.problems), self.book.problems.left_out
        wrong = {problem.row for problem in found.problems}
        found.unchanged = {TITLE: len(seen - by_row.keys() - wrong)}
        return found


def _joined(first, second):
    """The action and its commitment as one; the action names it."""
    own = {change.column for change in first.changes}
    more = [change for change in second.changes if change.column not in own | {"code", "action"}]
    kind = NEW if first.kind == NEW else CHANGED
    return RowChange(first.sheet, first.row, kind, first.what, [*first.changes, *more])
