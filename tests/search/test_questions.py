"""What somebody typed becomes groups of stems, bounded, in which nothing is syntax."""

import pytest

from search import questions
from search.analysis import stems
from search.questions import MOST_ALTERNATIVES, question


@pytest.fixture(autouse=True)
def same(monkeypatch):
    """What means the same, to be filled in by a test; without a database."""
    known = {}
    monkeypatch.setattr(questions, "synonyms_in", lambda language: known)
    return known


def asked(text, language="nl"):
    """The groups, with stems put together: [["milieu", "natuur beleid"], ...]."""
    return [[" ".join(phrase) for phrase in group] for group in question(text, language).groups]


def one(text, language="nl"):
    return " ".join(stems(text, language))


@pytest.mark.parametrize(("language", "text"), [("nl", "Milieu  in de Fabrieken"), ("fr", "Écologie dans les usines")])
def test_every_word_is_asked_without_case_accents_and_endings_and_stop_words_are_not(language, text):
    first, *_stops, last = text.split()

    assert asked(text, language) == [[one(first, language)], [one(last, language)]]


@pytest.mark.parametrize(("language", "text"), [("nl", "van de"), ("fr", "de l’")])
def test_stop_words_are_asked_when_there_is_nothing_else(language, text):
    assert asked(text, language) == [[word] for word in one(text, language).split()]


@pytest.mark.parametrize(
    "marks", ["“{}”", "„{}”", '"{}"', "«{}»", "« {} »", "″{}″", "‘{}’", "‹{}›", "'{}'", "＂{}＂", "“{}“", "»{}«"]
)
def test_every_kind_of_quotation_marks_makes_a_phrase(marks):
    assert asked(f"kind {marks.format('zorg voor de natuur')} boom") == [
        [one("kind")],
        [one("zorg voor de natuur")],
        [one("boom")],
    ]


@pytest.mark.parametrize("text", ["l’eau d’or", "l'eau d'or", "’t eau ’s or", "eau “or", 'eau" or', "eau ' or"])
def test_an_apostrophe_and_a_lone_mark_make_no_phrase(text):
    groups = [group for group in asked(text, "nl") if len(group[0]) > 1]

    assert groups == [["eau"], ["or"]]


@pytest.mark.parametrize(
    "text",
    [
        "eau AND fer",
        "eau NEAR/2 fer",
        "eau* fer*",
        "title:eau -fer",
        "(eau | !fer)",
        "eau <-> fer:*A",
        "{eau} ^fer + ;",
    ],
)
def test_operators_are_punctuation_or_words(text):
    groups = [group[0] for group in asked(text, "fr")]

    assert "eau" in groups
    assert "fer" in groups
    assert all(group.replace(" ", "").isalnum() for group in groups)


def test_a_code_stands_together_as_it_is_typed_too():
    assert asked("(voorbeelden-2024-1)") == [[one("voorbeelden 2024 1"), "voorbeelden 2024 1"]]
    assert asked("2024-2025") == [["2024 2025"]]
    assert asked("sociaal-economisch") == [[one("sociaal")], [one("economisch")]]
    assert asked("10.000") == [["10000"]]


def test_a_word_asked_twice_is_asked_once():
    assert asked("boom BOOM bóóm “boom”") == [[one("boom")]]


def test_at_most_eight_words_of_two_hundred_signs_are_asked():
    assert len(asked(" ".join(f"woord{number}x" for number in range(20)))) == 8
    assert len(asked(" ".join(f"{number}{'x' * 38}" for number in range(8)))) == 5
    assert asked("x" * 10_000) == asked("x" * 40)
    assert len(asked("“" + "een twee drie " * 50 + "”")[0][0].split()) == 8
    assert len(question("x y " * 10_000, "nl").text) <= 200


NOISE = ["(" * 5_000, "\x00", "\u202e\u200f", "\ud800", "😀👩‍👩‍👧", "'; --", '"""', ":*&|!<->", "\u0301", "​"]


@pytest.mark.parametrize("noise", NOISE, ids=range(len(NOISE)))
def test_what_is_no_word_changes_nothing(noise):
    assert asked(f"{noise} natuur {noise} beleid {noise}") == asked("natuur beleid")
    assert not question(noise, "nl")
    question(noise, "nl").text.encode()


def test_what_means_the_same_is_an_alternative_of_a_word(same):
    same[("mvo",)] = [("maatschappelijk", "ondernem"), ("rse",)]

    assert asked("mvo beleid") == [["mvo", "maatschappelijk ondernem", "rse"], [one("beleid")]]


def test_each_word_of_a_run_may_be_told_by_what_means_the_same_as_the_run(same):
    same[tuple(stems("recht van de mens", "nl"))] = [("mr",)]

    assert asked("recht van de mens vandaag") == [[one("recht"), "mr"], [one("mens"), "mr"], [one("vandaag")]]
    assert asked("“recht van de mens”") == [[one("recht van de mens"), "mr"]]
    assert asked("mens recht") == [[one("mens")], [one("recht")]]


def test_the_longest_run_counts_and_alternatives_are_bounded(same):
    same[("a1",)] = [("kort",)]
    same[("a1", "b2")] = [(f"lang{number}",) for number in range(30)]

    first, second = asked("a1 b2")

    assert first[:2] == ["a1", "lang0"]
    assert len(first) == len(second) == MOST_ALTERNATIVES


def test_the_words_of_each_group_are_known_as_they_were_typed():
    parts = question("Économie “Droits humains” (2024-2025)", "fr").parts()

    assert [part.text for part in parts] == ["Économie", "Droits humains", "2024-2025"]
    assert [len(part.groups) for part in parts] == [1, 1, 1]


@pytest.mark.parametrize("text", ["", "  ", "?!", "“”", "…", "-"])
def test_nothing_asked_is_false(text):
    assert not question(text, "nl")
