"""What the XML of a cell says, as a value."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from openpyxl.utils import get_column_letter

BROKEN = object()
"""The value of a cell that shows an error such as #REF!."""

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def letters(column):
    """The letters of the column with that number: 28 -> "AB"."""
    return get_column_letter(column) if 1 <= column <= 18_278 else ""


def number_of_column(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def plain(words):
    """The text of a cell as it was meant: signs that XML cannot hold stand in it as _x000B_."""
    if "_x" in words:
        words = ESCAPED.sub(lambda found: _sign(int(found[1], 16)) or found[0], words)
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _sign(code):
    return chr(code) if code < 0x20 or code in {0x5F, 0xFFFE, 0xFFFF} else ""


def whole(words, otherwise):
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 10 else otherwise


def number_in(words):
    """A number as people see it: spreadsheets keep 15 digits, and write 0.1 with seventeen."""
    try:
        number = Decimal(words.strip())
    except InvalidOperation:
        return BROKEN
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return BROKEN
    return Decimal(f"{float(number):.15g}") if len(number.as_tuple().digits) > 15 else number


def moment_of(serial, starts_in_1904):
    """The day (or the moment) that a spreadsheet keeps as a number of days."""
    if not 0 <= serial < 3_000_000:
        return BROKEN
    start = datetime(1904, 1, 1) if starts_in_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no zone
    if not starts_in_1904 and serial < 60:
        serial += 1  # spreadsheets believe in 29 February 1900
    try:
        moment = start + timedelta(seconds=round(float(serial) * 86_400))
    except OverflowError:
        return BROKEN
    return moment if moment.time() != datetime.min.time() else moment.date()


def iso_day(words):
    try:
        return date.fromisoformat(words.strip()[:10])
    except ValueError:
        return BROKEN
