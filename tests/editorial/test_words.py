"""Two texts are compared by words: what stayed, what is new, what is gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.words import segments, words_of

TEXTS = st.text(alphabet="ab é’.\n-1", max_size=60)


@given(old=TEXTS, new=TEXTS)
def test_the_parts_make_both_texts_again(old, new):
    parts = segments(old, new)

    assert "".join(text for sign, text in parts if sign in "=-") == old
    assert "".join(text for sign, text in parts if sign in "=+") == new


@given(old=TEXTS, new=TEXTS, budget=st.integers(0, 30))
def test_a_comparison_that_became_too_costly_still_makes_both_texts(old, new, budget):
    parts = segments(old, new, [budget])

    assert "".join(text for sign, text in parts if sign in "=-") == old
    assert "".join(text for sign, text in parts if sign in "=+") == new


@given(text=TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {sign for sign, _text in segments(text, text)} <= {"="}


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "", []),
        ("", "nieuw", [("+", "nieuw")]),
        ("oud", "", [("-", "oud")]),
        ("een twee drie", "een vier drie", [("=", "een "), ("-", "twee"), ("+", "vier"), ("=", " drie")]),
        ("l’an dernier", "l’an prochain", [("=", "l’an "), ("-", "dernier"), ("+", "prochain")]),
        ("Klaar", "Klaar.", [("=", "Klaar"), ("+", ".")]),
    ],
)
def test_words_are_compared_whole(old, new, parts):
    assert segments(old, new) == parts


def test_a_huge_text_is_compared_by_paragraphs_at_a_bounded_cost():
    old = "\n".join(" ".join(f"woord{line}" for _word in range(50)) for line in range(1000))
    new = "\n".join(" ".join(f"mot{line}" for _word in range(50)) for line in range(1000))
    budget = [4_000_000]

    parts = segments(old, new, budget)

    assert budget[0] >= 0
    assert "".join(text for sign, text in parts if sign in "=+") == new


def test_in_a_huge_text_one_changed_word_is_found():
    lines = [f"De regel {number} van de tekst." for number in range(8000)]
    old = "\n".join(lines)
    new = "\n".join([*lines[:4000], "De regel is anders.", *lines[4001:]])

    changed = [part for part in segments(old, new) if part[0] != "="]

    assert sum(len(words_of(text)) for _sign, text in changed) < 8


def test_signs_are_no_words():
    assert words_of("L’an 2026 : 84 % – oui !") == ["L’an", "2026", "84", "oui"]
