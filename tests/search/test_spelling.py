"""“Did you mean”: only what is better, what is really found, and what everybody may see."""

import pytest
from django.core.cache import cache
from wagtail.models import Page

from core.folding import folded
from search.models import Word
from search.spelling import FEW, spelling
from tests.database import Queries
from tests.search.entries import entries_for, entry_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def words_of(language, *words):
    Word.objects.bulk_create(
        Word(language=language, word=word, folded=folded(word), number=number)
        for number, word in enumerate(reversed(words), 1)
    )


@pytest.fixture
def nl(homes):
    words_of("nl", "klimaat", "kliniek", "beleid", "geleid", "coördinatie", "boom", "natuurbehoud")
    entry_for(homes["nl"], "Klimaat en beleid", "coördinatie", "boom natuurbehoud")
    return homes["nl"]


@pytest.fixture
def fr(homes):
    words_of("fr", "développement", "durable", "équité", "année")
    return entry_for(homes["fr"], "Développement durable", "équité d’année en année", language="fr")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("klimaet", "klimaat"),
        ("kilmaat", "klimaat"),
        ("Klimaat beleit", "Klimaat beleid"),
        ("klimaet beleit", "klimaat beleid"),
        ("coordinatei", "coördinatie"),
        ("“klimaat en belied”", "“klimaat en beleid”"),
        ("natuurbehuod!", "natuurbehoud!"),
    ],
)
def test_a_word_is_spelled_as_people_write_it_and_the_rest_stays_as_typed(nl, typed, meant):
    assert spelling(typed, "nl") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("developement", "développement"), ("equitte", "équité"), ("dévlopement durrable", "développement durable")],
)
def test_accents_are_forgiven_and_given_back(fr, typed, meant):
    assert spelling(typed, "fr") == meant


@pytest.mark.parametrize("typed", ["klimaat", "KLIMAAT", "coordinatie", "coördinatie", "klimaat beleid"])
def test_what_is_spelled_well_gets_no_other_spelling(nl, typed):
    assert spelling(typed, "nl") == ""


@pytest.mark.parametrize(
    "typed", ["", "?!", "bo", "van de", "xyzxyzxyz", "2025", "20244", "k1imaat", "boot", "x" * 10_000]
)
def test_nothing_numbers_short_words_and_what_is_like_nothing_get_none(nl, typed):
    words_of("nl", "2024")

    assert spelling(typed, "nl") in ("", "boom" if typed == "boot" else "")


def test_who_finds_enough_gets_none(nl):
    entries_for(nl, [{"title": f"klimaet {number}"} for number in range(FEW + 1)])

    assert spelling("klimaet", "nl") == ""


def test_words_that_stand_somewhere_are_never_doubted_though_nothing_has_them_all(nl):
    words_of("nl", "reiger", "reizen")
    entry_for(nl, "Reiger")
    entries_for(nl, [{"title": "Klimaat reizen"}] * 3)

    assert spelling("klimaat reiger", "nl") == spelling("“beleid klimaat”", "nl") == ""


def test_a_spelling_with_which_nothing_is_found_is_not_offered(nl):
    words_of("nl", "zonnebloem")

    assert spelling("zonnebloen", "nl") == spelling("klimaet afwezig", "nl") == ""


def test_a_spelling_is_of_words_in_the_language_asked(nl):
    assert spelling("klimaet", "fr") == ""


def test_a_word_that_stands_in_hidden_pages_only_is_never_offered(nl):
    Page.objects.filter(pk=nl.pk).update(live=False)
    cache.clear()

    assert spelling("klimaet", "nl") == ""


def test_as_many_queries_for_one_word_as_for_eight(nl):
    spelling("klimaet", "nl")
    costs = []
    for text in ("klimaet", "klimaet beleit boon natuurbehuod coordinatei kliniec geleit klimaad"):
        with Queries() as queries:
            spelling(text, "nl")
        costs.append(len(queries))

    assert costs == [2, 2]
