"""Reads a form that came back as a spreadsheet: by the identities in its hidden column, in whatever order."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consultations.questionnaire import read
from core.languages import language_codes
from core.sheets.problems import Problem, Refused
from core.sheets.raw_values import letters
from core.sheets.reading import read_workbook

from .about_cells import about_in_cells
from .filled import typed_in_cells
from .form_sheet import ANSWER, FIRST_ROW, NAME
from .places import ABOUT, places_about, places_of

MOST_LINES = 5_000


@dataclass
class Filled:
    """What stood in a form: of which version, in which language, what was typed, and what could not be read."""

    version: object
    language: str
    typed: dict = field(default_factory=dict)
    about: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


def read_form(file, consultation):
    """The Filled of that file (open, binary, seekable). Raises Refused: no form of this consultation."""
    book = read_workbook(file)
    for title in book.titles:
        cells, rows, head = _cells(book.sheet(title))
        version = _version(consultation, head)
        if version:
            return _filled(consultation, version, head, cells, rows, book, title)
    raise Refused(_("This is not a form of this consultation, or its hidden column was removed."))


def _cells(sheet):
    """({place name: value}, {place name: row}, the texts above the lines)."""
    cells, rows, head = {}, {}, []
    for count, line in enumerate(sheet.lines()):
        if count > MOST_LINES:
            raise Refused(_("This file has too many lines to be a form of ours."))
        name = line.values.get(NAME)
        if not isinstance(name, str):
            continue
        if line.number < FIRST_ROW:
            head.append(name)
        elif ANSWER in line.values:
            cells[name], rows[name] = line.values[ANSWER], line.number
    return cells, rows, head


def _version(consultation, head):
    return consultation.versions.filter(digest__in=head[:1]).first()


def _filled(consultation, version, head, cells, rows, book, title):
    language = head[2] if len(head) > 2 and head[2] in language_codes() else language_codes()[0]
    places = places_of(read(version.document))
    typed, problems = typed_in_cells(places, cells)
    about_cells = {name: value for name, value in cells.items() if name.startswith(f"{ABOUT}/")}
    about, more = about_in_cells(places_about(consultation, language), about_cells, consultation, language)
    found = [Problem(title, rows[name], letters(ANSWER), message) for name, message in (problems | more).items()]
    return Filled(version, language, typed, about, sorted([*found, *book.problems], key=lambda item: item.row))
