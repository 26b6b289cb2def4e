"""A paragraph in another language than its page is read aloud as gibberish (WCAG 3.1.2), and often forgotten."""

import re

from django.utils.translation import gettext as _

from .languages import all_frequent, tell_tales
from .names import name_of_language
from .problems import WARNING, problem
from .words import words_of

FEWEST_WORDS = 8
FEWEST_HITS = 3
TIMES_OWN = 3
"""So many tell-tale words of the other language stand against one of the page's own."""

LONGEST_LINK_IN_NAME = 3
"""“Institut fédéral pour le Développement durable” has three small words between two capitals."""

QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„”“]*[”“]|\"[^\"]*\"")


def problems(subject):
    if not subject.words:
        return
    for part in subject.parts:
        for paragraph in part.paragraphs:
            other = seems_to_be_in(paragraph, subject.language)
            if other:
                message = _("This seems to be in %(language)s.") % {"language": name_of_language(other)}
                yield problem(WARNING, "other-language", part, message, paragraph)


def seems_to_be_in(paragraph, language):
    """The code of another language that the paragraph seems to be in; None where it does not, or is too short."""
    words = words_of(paragraph)
    if len(words) < FEWEST_WORDS:
        return None
    words = _without_names(words_of(QUOTED.sub(" ", paragraph)))
    if len(words) < FEWEST_WORDS:
        return None
    hits = {code: sum(word in tales for word in words) for code, tales in tell_tales().items()}
    own = hits.pop(language, 0)
    other = max(hits, key=hits.get, default=None)
    return other if other and hits[other] >= max(FEWEST_HITS, TIMES_OWN * own) else None


def _without_names(words):
    """In lower case and without names: from a capital, not of the first word, to the last one within reach."""
    kept, position = [], 0
    while position < len(words):
        word = words[position]
        if word[0].isupper() and word.lower() not in all_frequent() and position:
            position = _end_of_name(words, position) + 1
        else:
            kept.append(word.lower())
            position += 1
    return kept


def _end_of_name(words, start):
    end = start
    for ahead in range(start + 1, len(words)):
        if ahead - end > LONGEST_LINK_IN_NAME + 1:
            break
        if words[ahead][0].isupper():
            end = ahead
    return end
