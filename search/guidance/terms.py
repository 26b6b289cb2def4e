"""What editors type, one term per line, as the search reads it."""

from search.analysis import stems, words


def lines(text):
    """The terms of such a text, without spaces too many."""
    return [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]


def key_of(term, language):
    """What has to be the same for two terms to be one to the search: a tuple of stems, in their order."""
    return tuple(stems(term, language))


def says_the_same_abroad(term):
    """Whether a reader of another language can only mean this term: an abbreviation, or a phrase.

    A single word may be a false friend: a Dutch “engagement” is a pledge, a French one a commitment.
    """
    letters = [sign for sign in term if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return len(words(term)) > 1 or (capitals > 1 and capitals * 2 >= len(letters))
