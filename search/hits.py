"""Which rows of the table fit a question.

A word that stands in very many entries costs the most to look up and is asked the most often: of the most common
words, each with what means the same, the rows are kept until something public changes. Only what is left is asked of
the index.
"""

from dataclasses import replace
from hashlib import sha256

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
        if any(len(phrase) == 1 and phrase[0] in common for phrase in group):
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
    """Few are kept: such a group is a common word with its synonyms, or one of these with the others."""
    told = sha256("|".join(" ".join(phrase) for phrase in group).encode()).hexdigest()
    alone = Question(language, told, (group,), (told,))
    # Rows of this very table: another one may have other entries at the same places.
    return kept(f"search:{table.token}:{told}", lambda: table.rows(engine().matching(alone)[0]))
