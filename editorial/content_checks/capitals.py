"""A sentence in capitals is slow to read, and some screen readers spell it letter by letter."""

from itertools import groupby

from django.utils.translation import gettext as _

from .problems import WARNING, problem
from .words import words_of

FEWEST_WORDS = 4
FEWEST_LETTERS = 20
"""Together: a row of abbreviations stays below."""


def problems(subject):
    for part in subject.parts:
        for paragraph in part.paragraphs:
            for is_upper, run in groupby(words_of(paragraph), str.isupper):
                words = list(run)
                if is_upper and len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS:
                    message = _("Words in capitals are hard to read. Write them in small letters.")
                    yield problem(WARNING, "capitals", part, message, " ".join(words))
