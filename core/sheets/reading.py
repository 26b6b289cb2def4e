"""Reads XLSX files from people we do not know: plain values only, within limits, with a place for every problem.

    book = read_workbook(file)                      # raises Refused, with a message for the reader
    for line in book.sheet("Measurements").lines(): # raises Refused too: too many rows, or damaged
        line.number, line.values                    # the row, and {number of the column, from 1: value}
    book.problems                                   # formulas and merged cells met on the way, as Problem

Values are str, Decimal, bool, date, datetime or BROKEN; empty cells are left out. cells.py makes of them what a column
asks for. Rows are read one by one: nothing of the file is held but its table of strings.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from .package import open_package, walk
from .problems import Problem, Refused
from .raw_values import BROKEN, iso_day, letters, moment_of, number_in, number_of_column, plain, whole

MOST_ROWS = 60_000
MOST_COLUMNS = 100
MOST_SHEETS = 50
LONGEST_TEXT = 32_767
"""What a cell of a spreadsheet can hold."""
MOST_PROBLEMS = 2_000

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_workbook(file, most_columns=MOST_COLUMNS):
    """The Book in that file (open, binary, seekable). Raises Refused."""
    package = open_package(file)
    return Book(package, most_columns)


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number and {number of the column: value}."""

    number: int
    values: dict


class Problems(list):
    """Problems in the order in which they were met; beyond a number of them only counted."""

    def __init__(self):
        super().__init__()
        self.left_out = 0

    def append(self, problem):
        if len(self) < MOST_PROBLEMS:
            super().append(problem)
        else:
            self.left_out += 1


class Book:
    """A workbook that was checked, and is read sheet by sheet."""

    def __init__(self, package, most_columns=MOST_COLUMNS):
        self.package = package
        self.most_columns = most_columns
        self.problems = Problems()
        self.starts_in_1904 = False
        self._paths = {}
        self._read_titles()
        self.dates = _styles_of_dates(package)
        self.strings = _strings(package)

    @property
    def titles(self):
        return list(self._paths)

    def sheet(self, title):
        """The sheet with that title, or None."""
        return Sheet(self, title, self._paths[title]) if title in self._paths else None

    def _read_titles(self):
        targets, sheets = {}, []

        def relation(tag, attributes):
            if tag == "Relationship":
                targets[attributes.get("Id")] = attributes.get("Target", "")

        def sheet(tag, attributes):
            if tag == "sheet":
                sheets.append((attributes.get("name", ""), attributes.get("id")))
            elif tag == "workbookPr":
                self.starts_in_1904 = attributes.get("date1904") in {"1", "true"}

        names = set(self.package.namelist())
        if "xl/_rels/workbook.xml.rels" in names:
            _exhaust(walk(self.package, "xl/_rels/workbook.xml.rels", start=relation))
        _exhaust(walk(self.package, "xl/workbook.xml", start=sheet))
        for title, key in sheets[:MOST_SHEETS]:
            target = targets.get(key, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in names and "chartsheets/" not in path:
                self._paths[title] = path


@dataclass
class Sheet:
    book: Book
    title: str
    path: str

    def lines(self):
        """The rows that are not empty. Raises Refused for too many rows or columns, and for a damaged sheet."""
        found = _Cells(self.book, self.title)
        for _piece in walk(self.book.package, self.path, start=found.start, end=found.end, text=found.text):
            yield from found.ready
            found.ready.clear()
        for merged in found.merged:
            self.book.problems.append(merged)


@dataclass
class _Cells:
    """Collects the values of one sheet while its XML goes by."""

    book: Book
    title: str
    ready: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    row: int = 0
    column: int = 0
    values: dict = field(default_factory=dict)
    kind: str = ""
    style: int = 0
    words: list = field(default_factory=list)
    is_inside: bool = False
    is_phonetic: bool = False
    has_formula: bool = False

    def start(self, tag, attributes):
        if tag == "c":
            self._start_cell(attributes)
        elif tag in {"v", "t"}:
            self.is_inside = not self.is_phonetic
        elif tag == "f":
            self.has_formula = True
        elif tag == "row":
            self.row = whole(attributes.get("r"), self.row + 1)
            self.column, self.values = 0, {}
        elif tag == "rPh":
            self.is_phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes):
        address = ADDRESS.fullmatch(attributes.get("r", ""))
        self.column = number_of_column(address[1]) if address else self.column + 1
        self.kind = attributes.get("t", "n")
        self.style = whole(attributes.get("s"), 0)
        self.words, self.has_formula = [], False

    def text(self, words):
        if self.is_inside:
            self.words.append(words)

    def end(self, tag):
        if tag in {"v", "t"}:
            self.is_inside = False
        elif tag == "rPh":
            self.is_phonetic = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self.values:
            self.ready.append(Line(self.row, self.values))

    def _end_cell(self):
        if self.has_formula:
            self._problem(self.row, self.column, _("This cell has a formula. Put its value in its place."))
        words = "".join(self.words)
        if words == "" and not self.has_formula:
            return
        if self.row > MOST_ROWS:
            raise Refused(
                _("The sheet “%(sheet)s” has more than %(rows)s rows. Divide it over several files.")
                % {"sheet": self.title[:50], "rows": MOST_ROWS}
            )
        if self.column > self.book.most_columns:
            raise Refused(
                _("The sheet “%(sheet)s” has more than %(columns)s columns. Remove what stands beside the table.")
                % {"sheet": self.title[:50], "columns": self.book.most_columns}
            )
        self.values[self.column] = BROKEN if self.has_formula else self._value(words)

    def _value(self, words):
        if self.kind == "s":
            return self._string(words)
        if self.kind in {"str", "inlineStr"}:
            return plain(words)
        if self.kind == "b":
            return words.strip() in {"1", "true"}
        if self.kind == "d":
            return iso_day(words)
        if self.kind == "e":
            return BROKEN
        number = number_in(words)
        if number is not BROKEN and self.style in self.book.dates:
            return moment_of(number, self.book.starts_in_1904)
        return number

    def _string(self, words):
        place = whole(words, -1)
        return self.book.strings[place] if 0 <= place < len(self.book.strings) else BROKEN

    def _merge(self, reference):
        first = ADDRESS.match(reference)
        column, row = (first[1], int(first[2])) if first else ("", 0)
        message = _("The cells %(range)s are merged. Undo that: each cell has its own value.")
        self.merged.append(Problem(self.title, row, column, message % {"range": reference[:30]}))

    def _problem(self, row, column, message):
        self.book.problems.append(Problem(self.title, row, letters(column), message))


def _strings(package):
    """The table of strings that cells point into."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    strings, words = [], []
    inside = {"t": False, "rPh": False}

    def start(tag, attributes):
        if tag in inside:
            inside[tag] = True
        elif tag == "si":
            words.clear()

    def end(tag):
        if tag in inside:
            inside[tag] = False
        elif tag == "si":
            strings.append(plain("".join(words)))

    def text(found):
        if inside["t"] and not inside["rPh"]:
            words.append(found)

    _exhaust(walk(package, "xl/sharedStrings.xml", start=start, end=end, text=text))
    return strings


def _styles_of_dates(package):
    """The numbers of the cell styles that show a number as a date."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    formats, styles, above = dict(BUILTIN_FORMATS), [], []

    def start(tag, attributes):
        if tag == "numFmt":
            formats[whole(attributes.get("numFmtId"), -1)] = attributes.get("formatCode", "")
        elif tag == "xf" and above and above[-1] == "cellXfs":
            styles.append(whole(attributes.get("numFmtId"), 0))
        above.append(tag)

    _exhaust(walk(package, "xl/styles.xml", start=start, end=lambda tag: above.pop()))
    return frozenset(place for place, number in enumerate(styles) if is_date_format(formats.get(number, "")[:200]))


def _exhaust(steps):
    for _step in steps:
        pass
