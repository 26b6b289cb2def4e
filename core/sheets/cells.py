"""Makes of a cell what its column asks for. Each function raises CellProblem with what to write instead."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from .problems import CellProblem
from .reading import BROKEN, LONGEST_TEXT

DAY = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00(?::00)?)?")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
SPACES = re.compile(r"[\s\u00a0\u202f’']")


def text_of(value):
    """The text of a cell, without spaces around it; a number as it is written."""
    _refuse_broken(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if abs(value.adjusted()) < 40 else str(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if "\x00" in value:
        raise CellProblem(_("There is a sign in this text that cannot be kept."))
    if len(value) > LONGEST_TEXT:
        raise CellProblem(_("This text is too long for a cell."))
    return value.strip()


def day_of(value):
    """The date of a cell, None for an empty one; as text in the order day, month, year, or as 2026-12-31."""
    _refuse_broken(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = text_of(value)
    if not words:
        return None
    if found := DAY.fullmatch(words):
        day, month, year = map(int, found.groups())
    elif found := ISO_DAY.fullmatch(words):
        year, month, day = map(int, found.groups())
    else:
        raise CellProblem(_("This is not a date. Write it as 31/12/2026 or 2026-12-31."))
    try:
        return date(year, month, day)
    except ValueError:
        raise CellProblem(_("This date does not exist. Write it as 31/12/2026 or 2026-12-31.")) from None


def number_of(value):
    """The number of a cell, None for an empty one; as text with a decimal comma or point, thousands by spaces."""
    _refuse_broken(value)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool | date):
        raise CellProblem(_("This is not a number."))
    words = text_of(value)
    if not words:
        return None
    try:
        number = Decimal(_with_point(SPACES.sub("", words), has_spaces=bool(SPACES.search(words))))
    except InvalidOperation:
        raise CellProblem(_("This is not a number.")) from None
    if not number.is_finite() or abs(number.adjusted()) > 300:
        raise CellProblem(_("This is not a number."))
    return number


def _with_point(words, *, has_spaces):
    """The last sign is the decimal one; "1.234" alone can be read in two ways, so it is not guessed."""
    if "," in words and "." in words:
        thousands, decimal = (",", ".") if words.rindex(".") > words.rindex(",") else (".", ",")
        return words.replace(thousands, "").replace(decimal, ".")
    if words.count(",") > 1 or words.count(".") > 1 or (THOUSANDS.fullmatch(words) and not has_spaces):
        raise CellProblem(_("This number can be read in two ways. Write it without signs between the thousands."))
    return words.replace(",", ".")


def whole_of(value):
    """The whole number of a cell, None for an empty one."""
    number = number_of(value)
    if number is None:
        return None
    if number != number.to_integral_value() or abs(number) >= 10**18:
        raise CellProblem(_("This is not a whole number."))
    return int(number)


def _refuse_broken(value):
    if value is BROKEN:
        raise CellProblem(_("This cell shows no value but an error or a formula."))
