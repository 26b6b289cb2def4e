"""What can be searched in the directory: the words of each organisation, without case and accents."""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from core.folding import folded
from core.kept import kept
from core.languages import localized_names
from core.querysets import words_of
from core.validators import normalise_enterprise_number
from partners.models.lineage import FormerName
from partners.models.organisations import Organisation

from .sets import bits_of, every
from .table import table_in

FIELDS = ("name", "acronym", "town")
NUMBER = re.compile(r"[0-9]{3,10}")
DIGITS = str.maketrans("0123456789", "ABCDEFGHIJ")
"""Enterprise numbers stand among the words in capitals, which no folded word has: a postcode is in no number."""
LONG = 7
"""So many digits are an enterprise number and nothing else."""
FEW = 10
"""A word that stands in more than a tenth of the rows is looked for line by line, a rarer one in the whole text."""


@dataclass(frozen=True)
class Words:
    """The words of every row, a line each, as one text; `starts`: where each line begins."""

    text: str
    starts: array

    def holding(self, word):
        """The set of rows in which this stands."""
        size = len(self.starts)
        if self.text.count(word) > size // FEW:
            lines = reversed(self.text.split("\n"))  # as bits are written: the last one first
            return int("".join(["1" if word in line else "0" for line in lines]), 2) & every(size)
        rows, place = [], self.text.find(word)
        while place >= 0:
            row = bisect_right(self.starts, place) - 1
            rows.append(row)
            place = self.text.find(word, self.starts[row + 1]) if row + 1 < size else -1
        return bits_of(rows, size)

    def holding_any(self, spellings):
        rows = 0
        for word in spellings:
            rows |= self.holding(word)
        return rows


def found(text, language):
    """The set of rows in which every word of `text` stands; all of them may make up an enterprise number instead."""
    words = kept(f"directory-words:{language}", lambda: _words(language))
    if len(normalise_enterprise_number(text)) >= LONG and (number := _number(text)):
        return words.holding_any(number)
    fitting = every(len(words.starts))
    for word in words_of(text):
        fitting &= words.holding_any(_spellings(word))
    return fitting | words.holding_any(_number(text))


def _spellings(word):
    """How that word may stand in a line: as it was typed, or as the beginning of an enterprise number."""
    return {folded(word)} | _number(word)


def _number(text):
    """What was typed as it stands among the words, when it is the beginning of an enterprise number."""
    digits = normalise_enterprise_number(text)
    return {f"N{digits}".translate(DIGITS)} if NUMBER.fullmatch(digits) else set()


def _words(language):
    lines = _read(language)
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return Words("\n".join(lines), array("l", list(starts)[: len(lines)]))


def _read(language):
    words = {}
    columns = [column for field in FIELDS for column in localized_names(field)]
    columns += ["postcode", "enterprise_number"]
    numbers = {}
    for key, *texts, number in Organisation.objects.public().order_by().values_list("pk", *columns):
        words[key] = texts
        numbers[key] = "".join(_number(number))
    former = [*localized_names("name"), "acronym"]
    for key, *texts in FormerName.objects.order_by().values_list("organisation", *former):
        if key in words:
            words[key] += texts
    return [
        " ".join([folded(" ".join(filter(None, words.get(key, ())))), numbers.get(key, "")])
        for key in table_in(language).keys
    ]
