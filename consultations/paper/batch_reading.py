"""Tries out a spreadsheet with many contributions: what each line would become, and what is wrong in which cell."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consultations.answering.about_form import AboutForm
from consultations.checking import check
from consultations.questionnaire import read
from consultations.typed import answers_in, is_empty
from core.languages import language_codes
from core.sheets.cells import text_of
from core.sheets.problems import CellProblem, Problem, Refused
from core.sheets.raw_values import letters
from core.sheets.reading import read_workbook

from .about_cells import about_in_cells
from .batch_sheet import FIRST_ROW, LANGUAGE, MOST_ROWS, NAMES, VERSION
from .filled import typed_in_cells
from .places import ABOUT, places_about, places_of

MOST_COLUMNS = 1_000


@dataclass
class Row:
    """One line of the file."""

    number: int
    own_number: str
    language: str
    typed: dict
    form: AboutForm
    problems: list = field(default_factory=list)


@dataclass
class BatchRead:
    version: object
    title: str
    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    """What is wrong with the file rather than with a line of it."""

    @property
    def good(self):
        return [row for row in self.rows if not row.problems]

    @property
    def bad(self):
        return [row for row in self.rows if row.problems]


def read_batch(file, consultation):
    """The BatchRead of that file (open, binary, seekable). Raises Refused."""
    book = read_workbook(file, most_columns=MOST_COLUMNS)
    for title in book.titles:
        lines = book.sheet(title).lines()
        first = next(lines, None)
        version = _version(consultation, first)
        if version:
            found = BatchRead(version, title)
            _Reader(consultation, version, first, found).read(lines)
            _spread(book.problems, found)
            return found
    raise Refused(_("This is not a template of this consultation, or its hidden first row was removed."))


def _version(consultation, first):
    named = first.values.get(1) if first and first.number == NAMES else ""
    if not isinstance(named, str) or not named.startswith(VERSION):
        return None
    version = consultation.versions.filter(digest=named.removeprefix(VERSION)[:64]).first()
    if version and version.pk != consultation.version.pk:
        raise Refused(_("Other questions are asked since. Download the template again, and copy the lines into it."))
    return version


def _spread(problems, found):
    """What the reader met on the way (formulas, merged cells) belongs to its line."""
    rows = {row.number: row for row in found.rows}
    for problem in problems:
        (rows[problem.row].problems if problem.row in rows else found.problems).append(problem)


class _Reader:
    def __init__(self, consultation, version, first, found):
        self.consultation, self.found = consultation, found
        self.questionnaire = read(version.document)
        self.places = places_of(self.questionnaire)
        known = {place.name for place in self.places} | {LANGUAGE.name}
        known |= {place.name for place in places_about(consultation, language_codes()[0])}
        self.columns = {}
        for column, name in first.values.items():
            if column > 1 and name in known:
                self.columns[column] = name
            elif column > 1:
                found.problems.append(Problem(found.title, NAMES, letters(column), _("This column is not known.")))
        self.letters = {name: letters(column) for column, name in self.columns.items()}
        self.seen = {}

    def read(self, lines):
        for line in lines:
            if line.number < FIRST_ROW or not set(line.values) - {1}:
                continue
            if len(self.found.rows) == MOST_ROWS:
                raise Refused(
                    _("More than %(number)s lines do not fit in one file. Divide it over several files.")
                    % {"number": MOST_ROWS}
                )
            self.found.rows.append(self._row(line))

    def _row(self, line):
        cells = {self.columns[column]: value for column, value in line.values.items() if column in self.columns}
        language, wrong = _language(cells.get(LANGUAGE.name))
        typed, problems = typed_in_cells(self.places, cells)
        about_cells = {name: value for name, value in cells.items() if name.startswith(f"{ABOUT}/")}
        places = places_about(self.consultation, language)
        about, more = about_in_cells(places, about_cells, self.consultation, language)
        form = AboutForm(
            about, consultation=self.consultation, language=language, has_sensitive_answers=self._sensitive(typed)
        )
        row = Row(line.number, _own_number(line.values.get(1)), language, typed, form)
        problems |= more | ({LANGUAGE.name: wrong} if wrong else {})
        if not problems:
            problems = self._checked(row)
        row.problems = [self._problem(row, name, message) for name, message in problems.items()]
        self._tell_apart(row, line)
        return row

    def _sensitive(self, typed):
        answers = answers_in(typed)
        return any(
            item.sensitive and not is_empty(answers.get(uid, "")) for uid, item in self.questionnaire.questions.items()
        )

    def _checked(self, row):
        """What the check of every contribution says: {key or place name: message}."""
        problems = {f"{ABOUT}/{name}": errors[0] for name, errors in row.form.errors.items()}
        return problems | check(self.questionnaire, row.typed).problems

    def _problem(self, row, name, message):
        """At its own column, else at the first one of its question."""
        column = self.letters.get(name) or next(
            (letter for place, letter in self.letters.items() if place.startswith(f"{name}/")), ""
        )
        return Problem(self.found.title, row.number, column, str(message))

    def _tell_apart(self, row, line):
        said = tuple((column, str(value)) for column, value in sorted(line.values.items()) if column > 1)
        before = self.seen.setdefault(said, row.number)
        if before != row.number:
            message = _("This line says the same as line %(row)s: leave one of them out.") % {"row": before}
            row.problems.append(Problem(self.found.title, row.number, "", message))


def _language(value):
    """(code, what is wrong)"""
    code = value.strip().lower() if isinstance(value, str) else ""
    if code in language_codes():
        return code, ""
    return language_codes()[0], _("Pick the language of this contribution: %(codes)s.") % {
        "codes": ", ".join(language_codes())
    }


def _own_number(value):
    try:
        return text_of(value)[:60]
    except CellProblem:
        return ""
