"""Names by their first letter: accents do not count, nor does what stands before the first letter or digit."""

import re
from string import ascii_lowercase

from core.folding import folded

OTHER = "0"
"""The public value of names that begin with a digit, or with a letter of another alphabet."""

LETTERS = {letter: letter.upper() for letter in ascii_lowercase} | {OTHER: "#"}
"""{public value: label}, in the order of the list."""

BEFORE = re.compile(r"^[\W_]+")


def sorted_as(name):
    """What stands for a name when names are sorted, the same in every database."""
    words = folded(name or "")
    return BEFORE.sub("", words) or words


def letter_of(name):
    """The public value of the letter under which a name stands: “École” under "e", “3M” under "0"."""
    first = sorted_as(name)[:1]
    return first if first in LETTERS else OTHER
