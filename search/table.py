"""What can be found in one language as one table in the cache: a row per entry that everybody may see now.

Whatever the index finds becomes a set of these rows; an entry that has none is for nobody.
"""

from array import array
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from uuid import uuid4

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from actions.models import Action, Commitment, Recommendation
from core.kept import kept
from core.visible import visible
from partners.directory.sets import bits_of, every

from .analysis import stem, words
from .models import Entry

ORDER = {kind: place for place, kind in enumerate(Entry.Kind.values)}
END = b"\n"
DIGITS = b"01".ljust(256, b"0")
"""From false and true to the digits of a number."""
MOST_BEGINNING = 100


@dataclass(frozen=True)
class Table:
    """The rows by kind, plans first, then by title."""

    keys: array
    """The primary key of each row's entry."""
    sets: dict
    """{"kind" or "theme": {code: set of rows}}."""
    titles: bytes
    """The words of each title, folded; each begins and ends with `END`."""
    stems: bytes
    """Their stems, each between spaces, in lines that begin and end like those."""
    token: str
    """Of this table alone, for what is kept about its rows."""
    leaving: list
    """(when, row) of what will be taken down at a moment that is known."""

    def rows(self, keys):
        """The set of rows of these entries; those that have none are left out."""
        # Every row is looked at, whatever was found: half a millisecond for twenty thousand.
        flags = bytes(map(set(keys).__contains__, self.keys))
        return int(b"0" + flags[::-1].translate(DIGITS), 2)

    def seen(self, at=None):
        """All rows that may be seen at that moment (now)."""
        rows, at = every(len(self.keys)), at or timezone.now()
        for moment, row in self.leaving:
            if moment <= at:
                rows &= ~(1 << row)
        return rows

    def narrowed(self, rows, chosen):
        """Those of these rows that have one of the chosen codes of each facet: {facet: codes}, none for all."""
        for facet, codes in chosen.items():
            if codes:
                fitting = 0
                for code in codes:
                    fitting |= self.sets[facet].get(code, 0)
                rows &= fitting
        return rows

    def titled(self, tokens):
        """The set of rows with exactly these words for a title."""
        return self._set(_lines(self.titles, END + " ".join(tokens).encode() + END))

    def beginning(self, tokens):
        """The set of rows with a title that begins like these words, of very many the first ones."""
        return self._set(islice(_lines(self.titles, END + " ".join(tokens).encode()), MOST_BEGINNING))

    def in_titles(self, question):
        """The places of the rows that fit by their titles alone, from the first on, as far as they are asked for."""
        first, *others = ([f" {' '.join(phrase)} ".encode() for phrase in group] for group in question.groups)
        last = -1
        for place, begin in merge(*(_lines(self.stems, phrase) for phrase in first)):
            if place > last and all(any(self._in_line(phrase, begin) for phrase in group) for group in others):
                yield place
                last = place

    def _in_line(self, phrase, within):
        """Whether it stands in the line of the stems around that sign."""
        begin, end = self.stems.rfind(END, 0, within + 1), self.stems.find(END, within + 1)
        return self.stems.find(phrase, begin, end) >= 0

    def _set(self, lines):
        return bits_of((place for place, _begin in lines), len(self.keys))


def _lines(text, wanted):
    """(number of the line, sign) of each place at which this begins; `END` belongs to the line after it."""
    number, counted, found = -1, 0, text.find(wanted)
    while found >= 0:
        number += text.count(END, counted, found + 1)
        counted = found + 1
        yield number, found
        found = text.find(wanted, found + 1)


def places_in(rows):
    """The places of the rows of this set, from the first one on, as far as they are asked for."""
    flags = f"{rows:b}"[::-1]
    place = flags.find("1")
    while place >= 0:
        yield place
        place = flags.find("1", place + 1)


def table_in(language):
    """What a reader of that language can find, kept until something public changes."""
    return kept(f"search:{language}", lambda: _read(language))


def _read(language):
    rows = sorted(_entries(language), key=lambda row: (ORDER[row[1]], row[2], row[0]))
    sets = {"kind": {}, "theme": {}}
    for place, (_key, kind, _title, themes, _expires_at) in enumerate(rows):
        sets["kind"].setdefault(kind, []).append(place)
        for theme in set(themes.split()):
            sets["theme"].setdefault(theme, []).append(place)
    return Table(
        keys=array("q", [row[0] for row in rows]),
        sets={
            facet: {code: bits_of(places, len(rows)) for code, places in values.items()}
            for facet, values in sets.items()
        },
        titles=_text(row[2] for row in rows),
        stems=_text(f" {' '.join(stem(word, language) for word in row[2].split())} " for row in rows),
        token=uuid4().hex,
        leaving=[(row[4], place) for place, row in enumerate(rows) if row[4]],
    )


def _text(lines):
    return END + b"".join(line.encode() + END for line in lines)


def _entries(language):
    """(primary key, kind, words of the title, themes, when it will be taken down) of what everybody may see."""
    in_the_open = Commitment.objects.public().filter(Q(action=None) | Q(action__in=Action.objects.public()))
    rows = Entry.objects.filter(
        Q(commitment=None) | Q(commitment__in=in_the_open),
        Q(recommendation=None) | Q(recommendation__in=Recommendation.objects.public()),
        language=language,
        kind__in=ORDER,
        page__in=visible(Page.objects).order_by().values("pk"),
    )
    for key, kind, title, themes, expires_at in rows.order_by().values_list(
        "pk", "kind", "title", "themes", F("page__expire_at")
    ):
        yield key, kind, " ".join(words(title)), themes, expires_at
