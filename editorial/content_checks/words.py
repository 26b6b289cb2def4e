"""Words and sentences of plain text, in time that grows with the text and no faster."""

import re
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+’?")
"""Letters, with the apostrophe that ends them: “l’action” is “l’” and “action”."""

OPENERS = "«“„‘\"'([ \u00a0\u202f"
CLOSERS = "»”’\"')]\u00a0\u202f"


def words_of(text):
    """The words of a text as they stand."""
    return WORD.findall(text.replace("'", "’"))


def sentences_of(text, abbreviations):
    """The sentences of one paragraph."""
    sentence = []
    for token, following in pairwise([*text.split(), ""]):
        sentence.append(token)
        if _ends(token, following, abbreviations):
            yield " ".join(sentence)
            sentence = []
    if sentence:
        yield " ".join(sentence)


def count(sentence):
    """How many words it has; signs that stand alone, as in French, are none."""
    return sum(any(sign.isalnum() for sign in token) for token in sentence.split())


def _ends(token, following, abbreviations):
    bare = token.rstrip(CLOSERS)
    if not bare.endswith((".", "!", "?", "…")):
        return False
    start = following.lstrip(OPENERS)[:1]
    if start.islower():
        return False
    stem = bare.rstrip(".").lstrip(OPENERS).lower()
    is_initial = len(stem) == 1 and stem.isalpha()
    return not (bare.endswith(".") and (is_initial or stem in abbreviations))
