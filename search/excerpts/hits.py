"""Where the words of a search stand in a text."""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from core.folding import folded
from search.analysis import stems, words

LENGTH = 200
"""Signs of an excerpt."""
MARGIN = 40
"""So many signs an excerpt may be longer, or begin earlier, so as not to cut a word or to begin with a sentence."""
MOST_READ = 50_000
MOST_HITS = 200
REST = "[\\w\u00ad\u0300-\u036f\u200b-\u200d\u2060]{0,80}(?:(?<=\\d)[.\u00a0\u2009\u202f]\\d{3}(?!\\w))*"
"""Of a word; accents may stand behind their letters, what nobody sees inside it, and a number may be in groups."""


@dataclass(frozen=True)
class Hit:
    """Signs of a text in which an alternative of that group of the question stands."""

    start: int
    end: int
    group: int


def hits_in(text, question, language):
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
            places.append((match.start(), whole(text, match.end()), stem))
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


def densest(hits):
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


def whole(text, place):
    """That place, or the first one behind it at which no sign loses its accents."""
    while place < len(text) and (unicodedata.category(text[place])[0] == "M" or text[place] == "\u200d"):
        place += 1
    return place
