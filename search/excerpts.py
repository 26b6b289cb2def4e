"""Excerpts: the part of a text in which the words of a search stand, marked as they stand there."""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from django.utils.html import escape
from django.utils.safestring import mark_safe

from core.folding import folded

from .analysis import stems, words

LENGTH = 200
MARGIN = 40
"""So many signs an excerpt may be longer, or begin earlier, so as not to cut a word or to begin with a sentence."""
MOST_READ = 50_000
MOST_HITS = 200
SENTENCE = re.compile(r"(?:[.!?…]\s+|\n\s*)(?=\S)")
BLANKS = re.compile(r"\s+")
BREAKS = re.compile(r"(?<=[^\s.!?…:;,])\s*\n\s*|^\s*\n\s*")
"""Where a line ends that is no sentence, such as a title or a name."""
REST = "[\\w\u00ad\u0300-\u036f\u200b-\u200d\u2060]{0,80}(?:(?<=\\d)[.\u00a0\u2009\u202f]\\d{3}(?!\\w))*"
"""Of a word; accents may stand behind their letters, what nobody sees inside it, and a number may be in groups."""


@dataclass(frozen=True)
class Hit:
    """Signs of a text in which an alternative of that group of the question stands."""

    start: int
    end: int
    group: int


def excerpt(text, question, language):
    """Some 200 signs around the words of the question, as HTML; empty when none of them stands in the text."""
    return _around(text, _hits(text, question, language))


def _around(text, hits):
    if not hits:
        return mark_safe("")
    first, last, _groups = _densest(hits)
    start, end = _window(text, hits[first].start, hits[last].end)
    return _html(text, start, end, [hit for hit in hits if start <= hit.start and hit.end <= end])


def excerpt_of(entry, question):
    """What a result says: its summary, unless its text says more of what was asked."""
    language = question.language
    in_summary = _hits(entry.summary, question, language)
    in_text = _hits(entry.text, question, language)
    if _most_groups(in_text) > _most_groups(in_summary):
        return _around(entry.text, in_text)
    if entry.summary:
        return _html(entry.summary, 0, len(entry.summary), in_summary)
    return _html(entry.text, *_window(entry.text, 0, 0), [])


def _most_groups(hits):
    return _densest(hits)[2] if hits else 0


def _hits(text, question, language):
    """Where the alternatives of the question stand in the text, from its beginning, none inside another."""
    phrases = defaultdict(list)
    for group, alternatives in enumerate(question.groups):
        for phrase in alternatives:
            phrases[phrase[0]].append((group, tuple(phrase)))
    wanted = {stem for found in phrases.values() for _group, phrase in found for stem in phrase}
    if not wanted:
        return []
    places = _places(text[:MOST_READ], wanted, language)
    hits = []
    for number, (start, _end, stem) in enumerate(places):
        if hits and start < hits[-1].end:
            continue
        ends = [(_end_of(text, places, number, phrase), group) for group, phrase in phrases.get(stem, ())]
        end, group = max(ends, default=(0, 0))
        if end:
            hits.append(Hit(start, end, group))
            if len(hits) == MOST_HITS:
                break
    return hits


def _places(text, wanted, language):
    """The words of the text with one of these stems: [(start, end, stem)]."""
    places = []
    for match in _candidates(frozenset(stem[0] for stem in wanted)).finditer(text):
        stem = _stem(match[0], language)
        if stem in wanted:
            places.append((match.start(), _whole(text, match.end()), stem))
    return places


@lru_cache(maxsize=200)
def _candidates(letters):
    """Words that begin like one of the stems, or so after “ge”, which stemming takes away from Dutch participles.

    Most words of a text fall out here, before they cost anything.
    """
    own = (_signs().get(letter) or letter + letter.upper() for letter in sorted(letters))
    signs = re.escape("".join(own))
    return re.compile(f"(?:[{signs}](?<!\\w[{signs}])|[gG](?<!\\w[gG])[eE][{signs}]){REST}")


@cache
def _signs():
    """The Latin letters that begin with a letter when folded: {"o": "OÒÓ…œ"}."""
    signs = defaultdict(str)
    for code in chain(range(0x30, 0x250), range(0x1E00, 0x1F00)):
        if chr(code).isalnum() and (letters := folded(chr(code))):
            signs[letters[0]] += chr(code)
    return signs


@lru_cache(maxsize=20_000)
def _stem(word, language):
    found = stems(word, language)
    return found[0] if len(found) == 1 else ""


def _end_of(text, places, number, phrase):
    """Where the phrase ends that begins at that place; 0 when it goes on otherwise."""
    end = places[number][1]
    for step, stem in enumerate(phrase[1:], number + 1):
        if step == len(places) or places[step][2] != stem:
            return 0
        between = text[end : places[step][0]]
        if len(between) > MARGIN or words(between):
            return 0
        end = places[step][1]
    return end


def _densest(hits):
    """The stretch with most groups of the question, and most hits: (first, last, number of groups)."""
    best, groups, first = (0, 0, 0, 0), Counter(), 0
    for last, hit in enumerate(hits):
        groups[hit.group] += 1
        while first < last and hit.end - hits[first].start > LENGTH:
            groups[hits[first].group] -= 1
            first += 1
        score = (len(+groups), last - first, -first, last)
        best = max(best, score)
    return -best[2], best[3], best[0]


def _window(text, start, end):
    """The signs to show around these: from the beginning of a sentence where one is near, words left whole."""
    if len(text) <= LENGTH + MARGIN:
        return 0, len(text)
    room = max(LENGTH - (end - start), 0)
    earliest = max(min(start - room // 2, len(text) - LENGTH), 0)
    sentence = SENTENCE.search(text, max(earliest - MARGIN, 0), min(earliest + MARGIN, start) + 1)
    if earliest <= MARGIN:
        begin = 0
    elif sentence:
        begin = sentence.end()
    else:
        space = BLANKS.search(text, earliest, min(earliest + MARGIN, start))
        begin = space.end() if space else _whole(text, earliest)
    if len(text) - begin <= LENGTH + MARGIN:
        return begin, len(text)
    stop = max(begin + LENGTH, end)
    space = BLANKS.search(text, stop, stop + MARGIN)
    return begin, space.start() if space else _whole(text, stop)


def _whole(text, place):
    """That place, or the first one behind it at which no sign loses its accents."""
    while place < len(text) and (unicodedata.category(text[place])[0] == "M" or text[place] == "\u200d"):
        place += 1
    return place


def _html(text, start, end, hits):
    parts, here = ["… "] if start else [], start
    for hit in hits:
        parts += [_escaped(text[here : hit.start]), "<mark>", _escaped(text[hit.start : hit.end]), "</mark>"]
        here = hit.end
    parts += [_escaped(text[here:end]), " …" if end < len(text.rstrip()) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text was escaped


def _escaped(text):
    return str(escape(BLANKS.sub(" ", BREAKS.sub(" · ", text))))
