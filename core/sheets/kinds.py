"""What can stand in a column: how a value is written in a cell, and read from one."""

import re
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.languages import language_codes

from .cells import day_of, number_of, text_of, whole_of
from .problems import CellProblem
from .reading import LONGEST_TEXT

FIRST_DAY = date(1901, 1, 1)
"""Spreadsheets know no earlier days; those are written as text."""

SEPARATORS = re.compile(r"[\s,;]+")


class Kind:
    """Values come and go in one form per kind, so that two of them can be compared; empty ones are None."""

    words = ""

    def tidy(self, value):
        """The value of a record in the form in which `parse` gives it."""
        return None if value in ("", None) else value

    def parse(self, cell):
        """The value of a cell. Raises CellProblem."""
        raise NotImplementedError

    def cell(self, value):
        """What a tidy value looks like in a cell."""
        return value

    def same(self, one, other):
        return one == other

    def codes(self):
        """The codes that can be written, with their labels as lazy strings; empty where they are not listed."""
        return []


class Text(Kind):
    words = gettext_lazy("Text")

    def __init__(self, most=None):
        self.most = most

    def tidy(self, value):
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT].strip() or None

    def parse(self, cell):
        text = text_of(cell) or None
        if text and self.most and len(text) > self.most:
            raise CellProblem(
                _("This text has %(length)s signs; at most %(most)s fit.") % {"length": len(text), "most": self.most}
            )
        return text


class Day(Kind):
    words = gettext_lazy("Date, such as 31/12/2026 or 2026-12-31")

    def parse(self, cell):
        return day_of(cell)

    def cell(self, value):
        return value.isoformat() if value and value < FIRST_DAY else value


class Whole(Kind):
    words = gettext_lazy("Whole number")

    def parse(self, cell):
        return whole_of(cell)


class Small(Whole):
    """A number that counts something, as small as the database keeps it."""

    def parse(self, cell):
        number = whole_of(cell)
        if number is not None and not 0 <= number < 2**15:
            raise CellProblem(_("Write a number from 0 to %(most)s.") % {"most": 2**15 - 1})
        return number


class Number(Kind):
    words = gettext_lazy("Number")

    def tidy(self, value):
        return None if value is None else Decimal(value).normalize()

    def parse(self, cell):
        number = number_of(cell)
        if number and not -20 < number.adjusted() < 14:
            raise CellProblem(_("This number has too many digits."))
        return None if number is None else number.normalize()

    def same(self, one, other):
        """Spreadsheets keep fifteen digits of a number."""
        return one == other or (None not in (one, other) and f"{one:.15g}" == f"{other:.15g}")


class Choice(Kind):
    """One of a closed list, as its code; its label in any language is taken as well."""

    words = gettext_lazy("One of the codes listed here")

    def __init__(self, choices):
        self.choices = choices

    def codes(self):
        return self.choices

    def parse(self, cell):
        words = text_of(cell)
        if not words:
            return None
        code = self._by_word.get(words.lower())
        if code is None:
            codes = ", ".join(str(code) for code, _label in self.codes())
            raise CellProblem(_("“%(code)s” is none of: %(codes)s.") % {"code": words[:50], "codes": codes})
        return code

    @cached_property
    def _by_word(self):
        found = {}
        for language in language_codes():
            with override(language):
                found |= {str(label).lower(): code for code, label in self.codes()}
        return found | {str(code).lower(): code for code, _label in self.codes()}


class YesNo(Choice):
    words = gettext_lazy("“yes” or “no”")
    written = {"1": "yes", "true": "yes", "0": "no", "false": "no"}

    def __init__(self):
        super().__init__([("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])

    def parse(self, cell):
        words = text_of(cell)
        code = super().parse(self.written.get(words.lower(), words))
        return None if code is None else code == "yes"

    def same(self, one, other):
        return bool(one) == bool(other)

    def tidy(self, value):
        return bool(value)

    def cell(self, value):
        return "yes" if value else "no"


class Code(Kind):
    """The code of something else."""

    words = gettext_lazy("Code")

    def parse(self, cell):
        return text_of(cell) or None


class Codes(Kind):
    """Codes of other things, whose order means nothing."""

    words = gettext_lazy("Codes, with commas between them")

    def tidy(self, value):
        return tuple(sorted({str(code) for code in value or ()}, key=_in_order)) or None

    def parse(self, cell):
        return self.tidy(word for word in SEPARATORS.split(text_of(cell)) if word)

    def cell(self, value):
        return ", ".join(value) if value else None


class Addresses(Codes):
    words = gettext_lazy("Web addresses, each on its own line")

    def cell(self, value):
        return "\n".join(value) if value else None

    def tidy(self, value):
        return tuple(dict.fromkeys(value or ())) or None

    def parse(self, cell):
        return self.tidy(text_of(cell).split())


def _in_order(code):
    return (0, int(code), "") if code.isascii() and code.isdecimal() and len(code) < 10 else (1, 0, code)
