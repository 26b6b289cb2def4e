"""An excerpt shows where the words stand, as they stand, whole and harmless."""

import re
from types import SimpleNamespace

import pytest

from search.analysis import stems
from search.excerpts import excerpt, excerpt_of
from search.excerpts.hits import LENGTH, MARGIN, MOST_READ

FILLING = "Een zin over iets anders dan dat. "


def asks(*groups, language="nl"):
    """A question: each group a word, a phrase, or several of them that mean the same."""
    groups = [[group] if isinstance(group, str) else group for group in groups]
    return SimpleNamespace(
        language=language,
        groups=tuple(tuple(tuple(stems(text, language)) for text in group) for group in groups),
    )


def marked(html):
    return re.findall("<mark>(.*?)</mark>", html)


def bare(html):
    return re.sub("</?mark>", "", html)


@pytest.mark.parametrize(
    ("language", "asked", "text", "words"),
    [
        ("nl", ["mensenrecht"], "Alle Mensenrechten.", ["Mensenrechten"]),
        ("nl", ["maatregel"], "De maatregelen worden gemeten.", ["maatregelen"]),
        ("nl", ["werken"], "Er werd gewerkt.", ["gewerkt"]),
        ("fr", ["oeuvre", "evaluations"], "L’ŒUVRE et l'évaluation.", ["ŒUVRE", "évaluation"]),
        ("fr", ["ete"], "Un e\u0301te\u0301\u0323 long", ["e\u0301te\u0301\u0323"]),
        ("nl", ["10000"], "Er zijn 10.000 bedrijven.", ["10.000"]),
        ("nl", ["mensenrecht"], "De mensen\u00adrechten.", ["mensen\u00adrechten"]),
        ("nl", ["права"], "Права человека", ["Права"]),
    ],
)
def test_words_are_marked_as_they_stand(language, asked, text, words):
    assert marked(excerpt(text, asks(*asked, language=language), language)) == words


def test_a_phrase_is_marked_whole_and_only_where_its_words_follow_each_other():
    text = "Gepaste zorgvuldigheid is meer dan zorgvuldigheid, en wat gepast is hoort erbij."

    assert marked(excerpt(text, asks("gepaste zorgvuldigheid"), "nl")) == ["Gepaste zorgvuldigheid"]
    assert marked(excerpt(text, asks("zorgvuldigheid gepast"), "nl")) == []


def test_what_means_the_same_is_marked_too():
    asked = asks(["mvo", "maatschappelijk verantwoord ondernemen"])

    assert marked(excerpt("MVO is maatschappelijk verantwoord ondernemen.", asked, "nl")) == [
        "MVO",
        "maatschappelijk verantwoord ondernemen",
    ]


def test_the_part_with_most_of_the_question_is_shown():
    text = f"Een plan. {FILLING * 20}Het plan tegen lawaai. {FILLING * 20}Lawaai. {FILLING * 20}"

    found = excerpt(text, asks("plan", "lawaai"), "nl")

    assert marked(found) == ["plan", "lawaai"]
    assert "Het <mark>plan</mark> tegen" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(bare(found)) <= LENGTH + 2 * MARGIN


def test_no_word_is_cut():
    text = f"{FILLING * 20}Lawaai {FILLING * 20}"

    found = bare(excerpt(text, asks("lawaai"), "nl")).strip("… ")

    assert f" {found} " in f" {text} "


def test_no_sign_loses_its_accents_where_there_is_no_space_to_cut_at():
    text = "e\u0301" * 120 + " lawaai " + "a\u0308" * 400

    found = bare(excerpt(text, asks("lawaai"), "nl"))

    assert "lawaai" in found
    assert not re.search("(?:^|… )[\u0300-\u036f]", found)
    assert "a …" not in found
    assert len(found) < 3 * LENGTH


def test_a_short_text_is_shown_whole_and_spaces_are_not_kept():
    assert excerpt("  Een.\n\n  plan\tvan  ons", asks("plan"), "nl") == " Een. <mark>plan</mark> van ons"


def test_lines_that_are_no_sentences_stand_apart():
    found = excerpt("Een zin.\nEen naam\nEen plan\nnap-2017", asks("plan"), "nl")

    assert found == "Een zin. Een naam · Een <mark>plan</mark> · nap-2017"


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script> plan & <mark>co</mark> &amp;", 'plan" onmouseover="x', "plan</p><p>", "<plan>"],
)
def test_the_text_is_never_markup(text):
    found = excerpt(text, asks("plan", "script", "mark", "amp", "onmouseover"), "nl")

    assert "plan" in marked(found)
    assert not re.search(r"<(?!/?mark>)|[\"']", found)
    assert not re.search("&(?!amp;|lt;|gt;|quot;|#x27;)", found)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "́", "x" * 100_000, "plan" * 20_000, "ge" * 9_999, "plan " * 20_000, "🙂" * 50_000, "<" * 9_999],
)
def test_no_text_is_an_error_and_no_excerpt_is_long(text):
    for asked in (asks(), asks("plan"), asks("a", "b", "c"), asks("plan plan plan plan"), asks("1")):
        assert len(excerpt(text, asked, "nl")) < 2_000


def test_only_the_beginning_of_a_long_text_is_read():
    text = f"{'x ' * (MOST_READ // 2)}plan"

    assert excerpt(text, asks("plan"), "nl") == ""


def entry(**texts):
    return SimpleNamespace(**{"summary": "", "text": "", **texts})


def test_a_result_says_its_summary_unless_its_text_says_more_of_what_was_asked():
    asked = asks("plan", "lawaai")

    assert excerpt_of(entry(summary="Een samenvatting.", text="Niets."), asked) == "Een samenvatting."
    assert "<mark>plan</mark>" in excerpt_of(entry(summary="Ons plan.", text="Over het plan."), asked)
    assert excerpt_of(entry(summary="Ons plan.", text="Over het plan."), asked).startswith("Ons")
    assert marked(excerpt_of(entry(summary="Ons plan.", text="Een plan tegen lawaai."), asked)) == ["plan", "lawaai"]
    assert excerpt_of(entry(text=FILLING * 30), asked).startswith("Een zin over")
    assert excerpt_of(entry(), asked) == ""
