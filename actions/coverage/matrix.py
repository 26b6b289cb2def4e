"""The matrix: how many actions, or commitments, each row and column have in common."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from actions.table.table import action_table, commitment_table

from .axes import ORGANISATIONS, headings, named
from .forms import COMMITMENTS

AT_ONCE = 12
"""Columns that are shown at a time."""
LEVELS = 3


@dataclass(frozen=True)
class Cell:
    """`level`: how much that is of the fullest cell, from 1 to 3; 0 for none."""

    number: int
    url: str = ""
    level: int = 0


@dataclass(frozen=True)
class Line:
    """A row with its cells, or the totals below."""

    label: str
    cells: list
    total: Cell
    value: str = ""


class Matrix:
    """`list_url`: the list of actions, to which every cell leads narrowed to what it counts."""

    def __init__(self, form, language, *, list_url, plan=None):
        self.form, self.language, self.list_url, self.plan = form, language, list_url, plan
        self.row_axis, self.column_axis = form.axis("rows"), form.axis("columns")
        self.counts_commitments = form.chosen["count"] == COMMITMENTS
        self.table = commitment_table() if self.counts_commitments else action_table()
        self.within = in_plan(self.table, plan)

    @cached_property
    def all_columns(self):
        return self._headings(self.column_axis)

    @cached_property
    def page(self):
        """The columns that are shown now, as they are found."""
        return Paginator(self.all_columns, AT_ONCE).get_page(self.form.cleaned_data["page"])

    @cached_property
    def columns(self):
        return self.with_words(self.page.object_list)

    @cached_property
    def lines(self):
        return self.lines_of(self.columns)

    @cached_property
    def totals(self):
        return self.totals_of(self.columns)

    @property
    def as_list(self):
        """(line, [(column, cell)]) with the cells that are not empty, for the form without a table."""
        for line in self.lines:
            pairs = zip(self.columns, line.cells, strict=True)
            yield line, [(column, cell) for column, cell in pairs if cell.number]

    def with_words(self, columns):
        """These columns with their labels and members; in one query at most."""
        if self.column_axis is ORGANISATIONS:
            members = self._members_of_organisations({heading.value for heading in columns})
            columns = [replace(heading, members=members[heading.value]) for heading in columns]
        return named(columns, self.column_axis, self.language)

    def lines_of(self, columns):
        rows = self._headings(self.row_axis)
        counted = [[(row.members & column.members).bit_count() for column in columns] for row in rows]
        most = max((number for numbers in counted for number in numbers), default=0)
        return [
            Line(
                row.label,
                [self._cell(number, most, row, column) for number, column in zip(numbers, columns, strict=True)],
                self._cell(row.members.bit_count(), 0, row),
                row.value,
            )
            for row, numbers in zip(rows, counted, strict=True)
        ]

    def totals_of(self, columns):
        """All that each column holds, whatever it is about: no sum of what stands above it."""
        cells = [self._cell(column.members.bit_count(), 0, None, column) for column in columns]
        return Line("", cells, self._cell(self.within.bit_count(), 0))

    def _headings(self, axis):
        return headings(axis, self.table, self.language, within=self.within, plan=self.plan)

    def _members_of_organisations(self, keys):
        places = {key: [] for key in keys}
        for place, maker in zip(self.table.made_at, self.table.makers, strict=True):
            if maker in places:
                places[maker].append(place)
        return {key: sum(1 << place for place in found) & self.within for key, found in places.items()}

    def _cell(self, number, most, row=None, column=None):
        if not number:
            return Cell(0)
        level = -(-LEVELS * number // most) if most else 0
        return Cell(number, self._url(row, column), level)

    def _url(self, row, column):
        values = {"plan": self.plan.code} if self.plan else {}
        values |= {self.row_axis.facet: row.value} if row else {}
        values |= {self.column_axis.facet: column.value} if column else {}
        return address(self.list_url, values)


def address(list_url, values):
    """The list of actions narrowed to these values; empty where there is no such list."""
    return f"{list_url}?{urlencode(values)}" if list_url and values else list_url


def in_plan(table, plan):
    """All rows of the table, or those of one plan, as bits."""
    return table.sets.get("plan", {}).get(plan.code, 0) if plan else table.everything
