"""The words that stand in entries, as people type them, and in about how many: “did you mean” chooses from them."""

import re
import unicodedata
from collections import Counter

from core.folding import folded
from search.analysis.tokens import APOSTROPHES, LONGEST, seen
from search.models import Word

SHORTEST = 3
AT_ONCE = 1_000
LETTERS = re.compile(rf"[^\W\d_{APOSTROPHES}]+")


def words_in(entry):
    """Each word once: letters only, in lower case, with its accents."""
    text = unicodedata.normalize("NFC", seen(f"{entry.title}\n{entry.summary}\n{entry.text}")).lower()
    found = set(LETTERS.findall(text))
    return {(entry.language, word) for word in found if SHORTEST <= len(word) <= LONGEST}


def counted(entries):
    return Counter(word for entry in entries for word in words_in(entry))


def add(numbers):
    """Count words in so many entries more, or fewer: {(language, word): number}."""
    changed = sorted(word for word, number in numbers.items() if number)
    for start in range(0, len(changed), AT_ONCE):
        chunk = changed[start : start + AT_ONCE]
        there = Word.objects.filter(word__in={word for _language, word in chunk})
        known = {
            (language, word): number for language, word, number in there.values_list("language", "word", "number")
        }
        _write({word: max(0, known.get(word, 0) + numbers[word]) for word in chunk})
        Word.objects.filter(number=0).delete()


def replace(numbers):
    """Have exactly these."""
    known = {
        (language, word): (key, number)
        for key, language, word, number in Word.objects.values_list("pk", "language", "word", "number").iterator()
    }
    changed = sorted(word for word, number in numbers.items() if known.get(word, (0, 0))[1] != number)
    for start in range(0, len(changed), AT_ONCE):
        _write({word: numbers[word] for word in changed[start : start + AT_ONCE]})
    gone = [key for word, (key, _number) in known.items() if word not in numbers]
    for start in range(0, len(gone), AT_ONCE):
        Word.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()


def _write(numbers):
    rows = [
        Word(language=language, word=word, folded=folded(word)[:LONGEST], number=number)
        for (language, word), number in numbers.items()
    ]
    Word.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["language", "word"], update_fields=["folded", "number"]
    )
