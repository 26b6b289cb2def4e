"""Which rows of the table fit a question.

A word that stands in very many entries costs the most to look up and is asked the most often: of the most common words
the rows are kept, until something public changes, and only what is left is asked of the index.
"""

from dataclasses import replace

from core.kept import kept
from partners.directory.sets import every

from .analysis import is_stop, stem
from .engines import engine
from .models import Word
from .questions import Question

MANY = 1_000
"""Entries."""
MOST_COMMON = 40
"""Words of a language."""


def rows_fitting(table, asked):
    """The set of rows that fit; in one query, or none where all its words are common ones."""
    common = common_stems(asked.language)
    rows, others = every(len(table.keys)), []
    for group in asked.groups:
        if all(len(phrase) == 1 and phrase[0] in common for phrase in group):
            rows &= _of_common(table, asked.language, group)
        else:
            others.append(group)
    if others:
        (keys,) = engine().matching(replace(asked, groups=tuple(others)))
        rows &= table.rows(keys)
    return rows


def common_stems(language):
    return kept(f"search-common:{language}", lambda: _read(language))


def _read(language):
    words = Word.objects.filter(language=language, number__gt=MANY).order_by("-number", "word")
    telling = (word for word in words.values_list("folded", flat=True) if not is_stop(word, language))
    return frozenset(list(dict.fromkeys(stem(word, language) for word in telling))[:MOST_COMMON])


def _of_common(table, language, group):
    rows = 0
    for (one,) in group:
        alone = Question(language, one, (((one,),),))
        # Rows of this very table: another one may have other entries at the same places.
        rows |= kept(f"search:{table.token}:{one}", lambda asked=alone: table.rows(engine().matching(asked)[0]))
    return rows
