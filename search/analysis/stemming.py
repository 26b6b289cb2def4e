"""What the forms of one word have in common."""

from functools import lru_cache
from threading import local

import Stemmer

from . import dutch, french
from .tokens import words

LANGUAGES = {"nl": dutch, "fr": french}
"""Which rules a language has; a language without any has its words as they are."""
SHORTEST = 3
"""A stem of fewer signs says nothing: then the word stays as it is."""

_stemmers = local()


def stems(text, language):
    """The stem of every word, in their order, stop words too: phrases need them."""
    return [stem(word, language) for word in words(text)]


@lru_cache(maxsize=50_000)
def stem(word, language):
    """The stem of a word of `words()`."""
    rules = LANGUAGES.get(language)
    if rules is None or len(word) <= SHORTEST or not word.isalpha():
        return word
    if word in rules.IRREGULAR:
        return rules.IRREGULAR[word]
    found = rules.after(_stemmer(rules.ALGORITHM).stemWord(rules.before(word)))
    return found if len(found) >= SHORTEST else word


def is_stop(word, language):
    """Whether a word of `words()` stands on so many pages that looking for it says nothing."""
    rules = LANGUAGES.get(language)
    return rules is not None and word in rules.STOP_WORDS


def _stemmer(algorithm):
    """One of this thread's own: a stemmer works in a buffer and is not safe to share."""
    stemmer = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    return stemmer
