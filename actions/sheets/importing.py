"""Compares a workbook with the database and carries it out: all of it, or nothing.

The dry run does all the work and takes it back, so what it shows is what the import does, with every rule of every
record and of the database applied.
"""

from collections import Counter
from functools import cached_property
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actions.models import ActionPlan, Milestone, Pillar
from core.sheets.problems import Problem
from core.sheets.reading import read_workbook

from .columns import Use
from .difference import Difference, Remark
from .entry_rows import EntryRows
from .record_rows import RecordRows
from .references import References
from .rows import PlanRows
from .schema import PLAN
from .tables import tables_of

BATCH = 500


class Moved(Exception):
    """The database is another one than when the dry run was made; `difference` is what would happen now."""

    def __init__(self, difference):
        super().__init__()
        self.difference = difference


def dry_run(*, file, plan, user, work=None):
    """The Difference that this file would make to the plan (None: make a new one). Raises Refused.

    `work`: the kind of Import, that of the spreadsheet of a plan unless told.
    """
    with transaction.atomic():
        difference = (work or Import)(read_workbook(file), plan, user).run()
        transaction.set_rollback(True)
    return difference


def carry_out(*, file, plan, user, digest, work=None):
    """Do what the dry run with that digest showed; returns the plan and the Difference. Raises Moved and Refused."""
    with transaction.atomic():
        if plan is not None:
            ActionPlan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
        run = (work or Import)(read_workbook(file), plan, user)
        difference = run.run()
        if not difference.may_be_applied or difference.digest() != digest:
            transaction.set_rollback(True)
            raise Moved(difference)
    return run.plan, difference


class Import:
    """One run over a workbook, inside a transaction of the caller."""

    def __init__(self, book, plan, user):
        self.book, self.plan, self.user = book, plan, user
        self.is_new_plan = plan is None
        self.references = References(plan)
        self.difference = Difference()
        self.unchanged = Counter()
        self.unread = Counter()
        self.touched = {}

    def run(self):
        for table in tables_of(self.book):
            if self.plan is None and table.form is not PLAN:
                self._read_only(table)
                continue
            self._carry_out(table)
        if self.is_new_plan and self.plan is None and not self.book.problems:
            self._miss_plan()
        if not self.book.problems:
            self._keep_revisions()
        found = self.difference
        found.problems, found.problems_left_out = list(self.book.problems), self.book.problems.left_out
        found.remarks = [Remark(*place, count) for place, count in self.unread.items()]
        found.unchanged = dict(self.unchanged)
        return found

    def _carry_out(self, table):
        kind = EntryRows if table.form.is_log else RecordRows
        handler = kind(self, table.form)
        self.unchanged[table.form.title] += 0
        for batch in batches(table.rows()):
            handler.carry_out(batch)

    def _read_only(self, table):
        """The plan itself could not be made: say at least what is wrong with the cells of the other sheets."""
        for _row in table.rows():
            pass

    def _miss_plan(self):
        self.book.problems.append(Problem(PLAN.title, 0, "", _("Fill in the plan itself on this sheet.")))

    # What the handlers of rows use

    def made(self, plan):
        """The plan that this file brings is there; what follows belongs to it."""
        self.plan = self.references.plan = plan

    @cached_property
    def rows(self):
        """The records of the plan, first asked for when it is there."""
        return PlanRows(self.plan)

    def leave(self, row, record):
        """Nothing changes in this row."""
        self.unchanged[row.form.title] += 1
        self._remark(row, record, changed=())

    def changed(self, row, change, record):
        self.difference.rows.append(change)
        self._remark(row, record, changed={item.column for item in change.changes})

    def _remark(self, row, record, changed):
        """Count the cells that are not read and differ; a label beside a code that changes may do so."""
        if record is None:
            return
        for name, value in row.values.items():
            column = row.form.by_name[name]
            is_unread = column.use is Use.SHOWN and column.label_of not in changed
            if is_unread and not column.kind.same(value, column.tidy(record)):
                self.unread[row.form.title, name] += 1

    def touch(self, record, *, is_new=False):
        """Keep a revision of this record at the end, when everything that belongs to it is in place."""
        if isinstance(record, Pillar):
            record = record.plan
        elif isinstance(record, Milestone):
            record = record.commitment
        key = (type(record), record.pk)
        self.touched[key] = self.touched.get(key, False) or is_new

    def _keep_revisions(self):
        for (model, pk), is_new in self.touched.items():
            record = model.objects.get(pk=pk)
            revision = record.save_revision(user=self.user, clean=False)
            action = "wagtail.create" if is_new else "wagtail.edit"
            log(record, action, user=self.user, revision=revision, content_changed=True)


def batches(rows, size=BATCH):
    while batch := list(islice(rows, size)):
        yield batch
