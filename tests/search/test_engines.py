"""Both databases find the same, whatever stands in the words."""

import pytest

from search.engines import Terms, engine
from search.questions import Question, question
from tests.database import Queries
from tests.search.entries import entries_for, entry_for, terms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(homes):
    return homes["nl"]


def found(text, language="nl"):
    return set(engine().matching(question(text, language))[0])


def test_words_are_found_in_title_lead_and_body_whatever_their_form(page):
    everywhere = [
        entry_for(page, "Natuur"),
        entry_for(page, "x", "de natuur"),
        entry_for(page, "y", "", "veel natuur"),
    ]
    entry_for(page, "z", "w", "v")

    assert found("NATUUR") == {entry.pk for entry in everywhere}


def test_every_word_must_be_there_and_words_of_a_phrase_in_their_order(page):
    right = entry_for(page, "Zorg", "voor de natuur")
    other = entry_for(page, "Natuur", "vraagt zorg voor de mens", "voor de natuur")

    assert found("natuur zorg") == {right.pk, other.pk}
    assert found("“voor de natuur”") == {right.pk, other.pk}
    assert found("“zorg voor de mens”") == {other.pk}
    assert found("“natuur voor”") == set()
    assert found("natuur afwezig") == set()


def test_a_phrase_does_not_run_on_from_the_title_into_the_lead(page):
    entry_for(page, "Zorg voor", "de natuur", "en mens")

    assert found("“voor de”") == found("“natuur en”") == set()


def test_what_was_put_again_is_found_by_its_new_words_only(page):
    entry = entry_for(page, "Ooievaar")

    engine().put([(entry.pk, Terms(["reiger"], [], [], ["reiger"]))])

    assert found("ooievaar") == set()
    assert found("reiger") == {entry.pk}
    assert set(engine().starting(["ooi"], "nl")) == set()


def test_a_deleted_entry_is_found_no_more(page):
    entry_for(page, "Ooievaar").delete()

    assert found("ooievaar") == set()


def test_putting_nothing_is_no_error_and_many_take_as_many_queries_as_few(page):
    engine().put([])
    costs = []
    for number in (2, 40):
        made = entries_for(page, [{"title": f"Boom {place}"} for place in range(number)])
        with Queries() as queries:
            engine().put([(entry.pk, terms_of(entry)) for entry in made])
        costs.append(len(queries))

    assert costs == [1, 1]
    assert len(found("boom")) == 42


def test_beginnings_are_those_of_words_in_titles(page):
    entry = entry_for(page, "Duurzame fabrieken in Gent", "Brugge", "Aalst")

    assert set(engine().starting(["fabr", "du"], "nl")) == {entry.pk}
    assert set(engine().starting(["brug"], "nl")) == set(engine().starting(["abri"], "nl")) == set()


def test_the_title_is_worth_more_than_the_lead_and_that_more_than_the_body(page):
    body, lead, title = (
        entry_for(page, "a b", "c d", "natuur x"),
        entry_for(page, "a b", "natuur d", "y x"),
        entry_for(page, "a natuur", "c d", "y x"),
    )
    keys = [body.pk, lead.pk, title.pk]

    scores = engine().scores(question("natuur", "nl"), keys)

    assert sorted(keys, key=scores.get, reverse=True) == [title.pk, lead.pk, body.pk]


def test_several_questions_are_asked_at_once(page):
    boom, struik = entry_for(page, "Boom"), entry_for(page, "Struik")
    asked = [question(text, "nl") for text in ("boom", "struik", "gras")]

    with Queries() as queries:
        answers = engine().matching(*asked)

    assert len(queries) == 1
    assert [list(keys) for keys in answers] == [[boom.pk], [struik.pk], []]
    assert engine().matching() == []


@pytest.mark.parametrize(
    "stem", ["and", "or", "not", "near", "null", "title", "ελλαδα", "东京", "ع", "١٢", "2024", "x" * 40]
)
def test_no_word_is_syntax(page, stem):
    entry = entry_for(page, "boom")
    engine().put([(entry.pk, Terms(["boom", stem], [stem, "boom"], [stem], [stem]))])
    asked = Question("nl", stem, (((stem,), ("boom", stem)), (("boom",),)))

    assert list(engine().matching(asked)[0]) == [entry.pk]
    assert list(engine().starting([stem], "nl")) == [entry.pk]
    assert list(engine().scores(asked, [entry.pk])) == [entry.pk]


def test_a_text_of_any_length_can_be_put(page):
    entry = entry_for(page, "boom", "", "woord " * 30_000)

    assert found("boom woord") == {entry.pk}
