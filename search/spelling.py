"""A better spelling of what was typed, from the words that stand in what can be found."""

import re
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.kept import kept

from .analysis import is_stop, words
from .engines import engine
from .models import Word
from .questions import question
from .table import table_in

MOST_WORDS = 50_000
"""Of a language, those that stand in most entries."""
FEW = 2
"""Finding so many entries is hardly anything."""
MOST_SPELLINGS, MOST_COMPARED = 3, 30
"""Of one word."""
MOST_TRIED = 8
SHORTEST, LONG = 3, 6
"""Signs of a word that may be wrong: one of them, from `LONG` on two."""
WORD = re.compile(r"[^\W_]+")


def spelling(text, language, *, at=None):
    """The text in a spelling that finds more, as people write it; empty when enough was found or none is better."""
    asked = question(text, language)
    if not asked:
        return ""
    table = table_in(language)
    seen = table.seen(at)
    found, *of_parts = _numbers(table, seen, asked, *asked.parts())
    if found > FEW:
        return ""
    nowhere = [words(typed) for typed, number in zip(asked.typed, of_parts, strict=True) if not number]
    texts = _spellings(asked.text, nowhere, language)
    numbers = _numbers(table, seen, *(question(text, language) for text in texts))
    return next((text for text, number in zip(texts, numbers, strict=True) if number > found), "")


def _numbers(table, seen, *questions):
    """How many entries everybody finds with each of these questions; in one query."""
    return [(table.rows(keys) & seen).bit_count() for keys in engine().matching(*questions)]


def _spellings(text, nowhere, language):
    """The text with other words for those that stand nowhere, the nearest first."""
    written, known = _vocabulary(language)
    doubtful = [
        token
        for tokens in nowhere
        for token in tokens
        # Of a phrase that stands nowhere the words may be right.
        if _may_be_wrong(token, language) and (len(tokens) == 1 or token not in known)
    ]
    choices = {token: found for token in doubtful if (found := _near(token, written, known))}
    if not choices:
        return []
    combined = sorted(product(*choices.values()), key=lambda chosen: sum(distance for distance, _word in chosen))
    texts = []
    for chosen in combined[:MOST_TRIED]:
        instead = {token: word for token, (_distance, word) in zip(choices, chosen, strict=True)}
        texts.append(WORD.sub(lambda found, instead=instead: instead.get("".join(words(found[0])), found[0]), text))
    return texts


def _may_be_wrong(token, language):
    return token.isalpha() and len(token) >= SHORTEST and not is_stop(token, language)


def _near(token, written, known):
    """[(how far from it, a known word as people write it)]; of those equally near the most used first."""
    most = 1 if len(token) < LONG else 2
    near = process.extract(token, known, scorer=OSA.distance, score_cutoff=most, limit=MOST_COMPARED)
    # Who errs seldom errs in the first letter.
    ranked = sorted(
        (distance + (known[place][0] != token[0]) / 2, place) for _word, distance, place in near if distance
    )
    return [(distance, written[place]) for distance, place in ranked[:MOST_SPELLINGS]]


def _vocabulary(language):
    """The words of the language as people write them, and the same folded."""
    return [text.split("\n") if text else [] for text in kept(f"spelling:{language}", lambda: _read(language))]


def _read(language):
    rows = Word.objects.filter(language=language).order_by("-number", "word").values_list("word", "folded")
    rows = [(word, folded) for word, folded in rows[:MOST_WORDS] if folded.isalpha()]
    return tuple("\n".join(row[place] for row in rows) for place in (0, 1))
