"""The rows of an uploaded spreadsheet with organisations, XLSX or CSV, each cell read as its column asks for."""

from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.folding import folded
from core.languages import language_codes
from core.sheets.kinds import Text
from core.sheets.problems import CellProblem, Problem, Refused
from core.sheets.reading import letters, read_workbook
from core.sheets.text_files import lines_of_csv
from editorial.downloads import FORMULA
from partners.space.words import validate_seen

SHEET = "organisations"
FIRST_ROW = 3
"""Below the names of the columns and their labels."""
MOST_ROWS = 250
"""So many are looked through by a person in one go."""
WITH_A_PLUS = "telephone"


@dataclass
class Row:
    """One row: `values` are those of its cells that could be read and are not empty, {name of the column: value}."""

    number: int
    values: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


@dataclass
class Sheet:
    """What was read; `problems` are those of the sheet as a whole."""

    title: str
    columns: dict
    """{name: Column} of every column that there can be."""
    letters: dict = field(default_factory=dict)
    """{name: letters of the column in which it stands}."""
    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def problem(self, row, name, message):
        return Problem(self.title[:50], row, self.letters.get(name, ""), str(message))


def read_sheet(file, columns):
    """The Sheet in an uploaded file. Raises Refused, with a message for the reader."""
    sheet = Sheet("", {column.name: column for column in columns})
    met = []
    if file.name.lower().endswith(".csv"):
        sheet.title, lines = file.name.rpartition("/")[2], lines_of_csv(file)
    else:
        book = read_workbook(file)
        if not book.titles:
            raise Refused(_("There is no sheet with rows in this file."))
        chosen = book.sheet(SHEET) or book.sheet(book.titles[0])
        sheet.title, lines, met = chosen.title, chosen.lines(), book.problems
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        raise Refused(_("There is no row in this file."))
    places = _places(sheet, first)
    _read_rows(sheet, places, lines)
    _spread(sheet, met)
    if not sheet.rows and not sheet.problems:
        raise Refused(_("There is no row below the headings."))
    return sheet


def _places(sheet, heading):
    """{number of the column: its name}; what is wrong with the headings is a problem of the sheet."""
    known, places = _headings(sheet.columns.values()), {}
    for place, value in heading.values.items():
        words = folded(str(value))
        name = known.get(words)
        if name and name not in sheet.letters:
            places[place], sheet.letters[name] = name, letters(place)
            continue
        message = _("This column is there twice: “%(name)s”.") if name else _("Nobody knows this column: “%(name)s”.")
        problem = Problem(sheet.title[:50], heading.number, letters(place), message % {"name": words[:50]})
        sheet.problems.append(problem)
    missing = [column for column in sheet.columns.values() if column.is_required and column.name not in sheet.letters]
    for column in missing:
        message = _("The column “%(name)s” is missing.") % {"name": column.name}
        sheet.problems.append(sheet.problem(heading.number, column.name, message))
    return places


def _headings(columns):
    """Every heading that is understood: the name of a column, and its label in each language."""
    columns, found = list(columns), {}
    for code in language_codes():
        with override(code):
            found |= {folded(str(column.label)): column.name for column in columns}
    return found | {column.name: column.name for column in columns}


def _read_rows(sheet, places, lines):
    known = set(_headings(sheet.columns.values()))
    first = next(lines, None)
    if first is not None and not {folded(str(value)) for value in first.values.values()} <= known:
        lines = chain([first], lines)  # no row of labels
    for line in lines:
        cells = {places[place]: value for place, value in line.values.items() if place in places and value != ""}
        if not cells:
            continue
        if len(sheet.rows) == MOST_ROWS:
            message = _("This file has more than %(rows)s rows. Divide it over several files.")
            raise Refused(message % {"rows": MOST_ROWS})
        sheet.rows.append(_row(sheet, line.number, cells))


def _row(sheet, number, cells):
    row = Row(number)
    for name, value in cells.items():
        try:
            row.values[name] = _value(sheet.columns[name], value)
        except (CellProblem, ValidationError) as problem:
            message = problem.message if isinstance(problem, CellProblem) else problem.messages[0]
            row.problems.append(sheet.problem(number, name, message))
    row.values = {name: value for name, value in row.values.items() if value is not None}
    return row


def _value(column, cell):
    value = column.kind.parse(cell)
    if not isinstance(column.kind, Text) or value is None:
        return value
    value = " ".join(value.split())
    validate_seen(value)
    if FORMULA.match(value) and column.name != WITH_A_PLUS:
        raise CellProblem(_("This begins like a formula. Write it otherwise."))
    return value


def _spread(sheet, met):
    """What the reader met on the way (formulas, merged cells) belongs to its row, and says more than what followed."""
    rows = {row.number: row for row in sheet.rows}
    for problem in met:
        problems = rows[problem.row].problems if problem.row in rows else sheet.problems
        problems[:] = [other for other in problems if other.place != problem.place]
        problems.append(problem)
