"""The rows of a spreadsheet with measurements, XLSX or CSV: what stands in each column, with its place."""

from dataclasses import dataclass

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from core.languages import language_codes
from core.sheets.problems import Problem, Refused
from core.sheets.reading import letters, read_workbook
from core.sheets.text_files import lines_of_csv

from .words import number

COLUMNS = {
    "indicator": _("Indicator"),
    "day": _("Day"),
    "value": _("Figure"),
    "source": _("Source"),
    "note": _("Note"),
    "language": _("Language"),
}
REQUIRED = ("indicator", "day", "value", "source")
MOST_ROWS = 1000


@dataclass(frozen=True)
class Table:
    """What was read: `places` says in which column each field stands, `problems` what cannot be read."""

    sheet: str
    places: dict
    lines: list
    problems: list

    def place(self, field):
        return letters(self.places.get(field, 0))


def read_table(file):
    """The Table in an uploaded file. Raises Refused, with a message for the reader."""
    name = file.name.rpartition("/")[2]
    if name.lower().endswith(".csv"):
        return _table(name, lines_of_csv(file), [])
    book = read_workbook(file)
    if not book.titles:
        raise Refused(gettext("There is no sheet with rows in this file."))
    sheet = book.sheet(book.titles[0])
    return _table(sheet.title, sheet.lines(), book.problems)


def _table(sheet, lines, problems):
    lines = iter(lines)
    heading = next(lines, None)
    if heading is None:
        raise Refused(gettext("There is no row in this file."))
    places, wrong = _places(sheet, heading)
    rows = []
    for line in lines:
        if all(value == "" for value in line.values.values()):
            continue
        if len(rows) == MOST_ROWS:
            message = gettext("This file has more than %(rows)s rows. Divide it over several files.")
            raise Refused(message % {"rows": number(MOST_ROWS, 0)})
        rows.append(line)
    if not rows and not wrong:
        raise Refused(gettext("There is no row below the headings."))
    return Table(sheet, places, rows, [*wrong, *problems])


def _places(sheet, heading):
    """In which column each field stands, and what is wrong with the headings."""
    places, problems, names = {}, [], headings()
    for column, value in heading.values.items():
        name = " ".join(str(value).split()).lower()
        field = names.get(name)
        if not field:
            message = gettext("Nobody knows this column: “%(name)s”.") % {"name": name[:50]}
        elif field in places:
            message = gettext("This column is there twice: “%(name)s”.") % {"name": name}
        else:
            places[field] = column
            continue
        problems.append(Problem(sheet, heading.number, letters(column), message))
    for field in REQUIRED:
        if field not in places:
            message = gettext("The column “%(name)s” is missing.") % {"name": gettext(COLUMNS[field])}
            problems.append(Problem(sheet, heading.number, "", message))
    return places, problems


def headings():
    """Every heading that is understood: {"indicator": "indicator", "dag": "day"}; in each language."""
    names = {field: field for field in COLUMNS}
    for code in language_codes():
        with override(code):
            names |= {gettext(label).lower(): field for field, label in COLUMNS.items()}
    return names
