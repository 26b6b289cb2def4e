"""The sheets of an uploaded workbook as rows with names, each cell read as its column asks for."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import language_codes
from core.sheets.cells import text_of
from core.sheets.problems import CellProblem, Problem, Refused
from core.sheets.reading import letters

from .columns import Use
from .schema import EXPLANATION, SHEETS


@dataclass
class Row:
    """One row of a sheet: `values` are those of its cells that could be read, {name of the column: value}."""

    table: "Table"
    number: int
    values: dict
    wrong: set = field(default_factory=set)

    @property
    def form(self):
        return self.table.form

    def get(self, name):
        return self.values.get(name)

    def complain(self, name, message):
        """Say what is wrong with the cell in that column; with the row as a whole where the file lacks the column."""
        self.wrong.add(name)
        self.table.complain(self.number, name, message)


class Table:
    """One sheet of an uploaded workbook that is one of ours."""

    def __init__(self, book, form):
        self.book, self.form = book, form
        self.places = {}
        self._unnamed = set()

    def complain(self, row, name, message):
        self.book.problems.append(Problem(self.form.title, row, letters(self.places.get(name, 0)), str(message)))

    def rows(self):
        """The rows with data, each read; problems go to the book. Raises Refused."""
        lines = self.book.sheet(self.form.title).lines()
        first = next(lines, None)
        if first is None:
            return
        if first.number != 1 or not self._read_names(first):
            message = _("Row 1 does not name the columns. Take it from a download or from the template.")
            self.complain(1, "", message)
            return
        for line in lines:
            if line.number == 2 and self._is_labels(line):
                continue
            self._complain_of_unnamed(line)
            if not line.values.keys().isdisjoint(self.places.values()):
                yield self._row(line)

    def _read_names(self, line):
        for place, value in sorted(line.values.items()):
            name = self._text(value).lower()
            if name not in self.form.by_name:
                message = _("“%(name)s” is not a column of this sheet. Remove it or correct its name.")
                self._complain_at(1, place, message % {"name": name[:50]})
                self._unnamed.add(place)
            elif name in self.places:
                self._complain_at(1, place, _("This column is there twice."))
                self._unnamed.add(place)
            else:
                self.places[name] = place
        return any(self.form.by_name[name].use is not Use.SHOWN for name in self.places)

    def _text(self, value):
        try:
            return text_of(value)
        except CellProblem:
            return ""

    def _is_labels(self, line):
        """Labels are words, also where row numbers stand; those of an older download may be worded otherwise."""
        if not all(isinstance(value, str) for value in line.values.values()):
            return False
        found = {self._text(line.values[place]) for place in self.places.values() if place in line.values}
        if len(found & self._labels()) * 2 > len(found):
            return True
        number = self._text(line.values.get(self.places.get("id"), ""))
        return bool(number) and not number.isdecimal()

    def _labels(self):
        labels = set()
        for language in language_codes():
            with override(language):
                labels |= {str(column.label) for column in self.form.columns}
        return labels

    def _row(self, line):
        row = Row(self, line.number, {})
        for name, place in self.places.items():
            column, cell = self.form.by_name[name], line.values.get(place)
            try:
                row.values[name] = column.kind.parse(cell)
            except CellProblem as problem:
                if column.use is not Use.SHOWN:
                    row.wrong.add(name)
                    self._complain_once(line.number, place, problem.message)
        return row

    def _complain_of_unnamed(self, line):
        for place in sorted(line.values.keys() - self.places.values() - self._unnamed):
            self._unnamed.add(place)
            self._complain_at(line.number, place, _("This column has no name in row 1."))

    def _complain_once(self, row, place, message):
        """A formula was met when the cell went by; that is the better message."""
        latest = self.book.problems[-50:]
        if not any((p.sheet, p.row, p.column) == (self.form.title, row, letters(place)) for p in latest):
            self._complain_at(row, place, message)

    def _complain_at(self, row, place, message):
        self.book.problems.append(Problem(self.form.title, row, letters(place), str(message)))


def tables_of(book):
    """The sheets of the book that are ours, in the order in which they build on each other. Raises Refused."""
    titles = {form.title for form in SHEETS}
    for title in book.titles:
        if title not in titles | {EXPLANATION} and any(True for _line in book.sheet(title).lines()):
            message = _("This sheet is none of ours. Remove it or correct its title.")
            book.problems.append(Problem(title[:50], 0, "", message))
    found = [Table(book, form) for form in SHEETS if form.title in book.titles]
    if not found:
        message = _("This workbook has none of our sheets. Download the plan or an empty template and fill that in.")
        raise Refused(message)
    return found
