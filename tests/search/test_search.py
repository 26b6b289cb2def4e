"""The search finds live, public pages in the language of the reader, and never falls over."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from partners.models import PartnerIndexPage
from search.find import find_pages
from tests.database import Queries
from tests.factories import OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "indexed")]


def search(client, language, text, **more):
    with override(language):
        url = reverse("search")
    return client.get(url, {"q": text, **more})


def titles(response):
    return [card.title for card in response.context["cards"]]


@pytest.fixture
def pages(site):
    return pages_for(OrganisationFactory(name_nl="Kwikstaart vzw", name_fr="Kwikstaart asbl"))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_is_found_in_the_language_of_the_reader_only(client, pages, language):
    response = search(client, language, "kwikstaart")

    assert response.status_code == 200
    assert titles(response) == [pages[language].title]
    assert [card.url for card in response.context["cards"]] == [pages[language].url]
    assert response.context["total"] == 1
    assert f'lang="{language}"' in response.text


@pytest.mark.parametrize("text", ["kwikstaart", "KWIKSTAART", "vzw kwikstaart", "  kwikstaart  ", "kwikstaart vzw"])
def test_every_word_counts_in_any_order_and_letter_case(client, pages, text):
    assert titles(search(client, "nl", text)) == ["Kwikstaart vzw"]


@pytest.mark.parametrize("text", ["kwikstaart nergens", "asbl", "zwaluw"])
def test_a_page_without_every_word_is_not_found(client, pages, text):
    response = search(client, "nl", text)

    assert titles(response) == []
    assert response.context["total"] == 0


def test_words_of_the_introduction_and_the_text_are_found(client, site):
    page_for(
        OrganisationFactory(), "nl", introduction="Over parelmoervlinders.", body=[("rich_text", "<p>Nachtegaal</p>")]
    )

    assert len(titles(search(client, "nl", "parelmoervlinders"))) == 1
    assert len(titles(search(client, "nl", "nachtegaal"))) == 1


def test_a_draft_is_not_found(client, site):
    page_for(OrganisationFactory(name_nl="Kwikstaart"), "nl", live=False)

    assert titles(search(client, "nl", "kwikstaart")) == []


def test_a_page_that_was_taken_down_is_not_found(client, pages):
    pages["nl"].unpublish()

    assert titles(search(client, "nl", "kwikstaart")) == []


def test_a_page_under_a_restriction_is_not_found(client, pages, django_capture_on_commit_callbacks):
    search(client, "nl", "kwikstaart")
    above = PartnerIndexPage.objects.get(locale__language_code="nl")

    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)

    assert titles(search(client, "nl", "kwikstaart")) == []
    assert titles(search(client, "fr", "kwikstaart")) == ["Kwikstaart asbl"]


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_an_empty_question_finds_nothing_and_is_no_error(client, pages, language, text):
    response = search(client, language, text)

    assert response.status_code == 200
    assert titles(response) == []


HOSTILE = [
    "%00", "a%00b", "%", "%ZZ", "%FF", "x" * 10_000, "a+" * 5_000, "%22", "%27", "%22%22%22", "a%22b", "(", ")", "((",
    "AND", "OR", "NOT", "NEAR", "a+AND", "AND+AND", "NEAR(a+b)", "a+NEAR/2+b", "*", "a*", "*a", "^a", "^", "a:b",
    "title:a", "-a", "--", "+a", "!", "!!", "%26", "%7C", "a+%26+b", "a+%7C+b", "%3C->", "a<->b", ":*", "a:*",
    "\\\\", "%5C", "%5C%27", "{a}", "[a]", "~", "%60", ";", "/*", "%E2%80%99", "%F0%9F%98%80", "l'eau", "d%E2%80%99or",
    "<script>alert(1)</script>", "%EF%BF%BF", "%C3%A9", "1e999", "null", "0", "...", "?", "-", "_", "%D8%A7",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_question_is_an_error(client, pages, text):
    for language in ("nl", "fr"):
        with override(language):
            url = reverse("search")

        response = client.get(f"{url}?q={text}")

        assert response.status_code == 200, language
        assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    "query", ["page=abc", "page=0", "page=-1", "page=99", "page=" + "9" * 5000, "page=%00", "q=a&q=b"]
)
def test_no_page_number_is_an_error(client, pages, query):
    response = client.get(f"{reverse('search')}?q=kwikstaart&{query}")

    assert response.status_code == 200


def test_a_search_costs_as_many_queries_for_3_pages_as_for_30_and_at_most_12(client, homes):
    home = homes["nl"]
    costs = []
    for number in (3, 27):
        for _page in range(number):
            home.add_child(instance=StandardPage(title="Kwikstaart", locale=home.locale))
        search(client, "nl", "kwikstaart")
        with Queries() as queries:
            response = search(client, "nl", "kwikstaart")
        assert response.context["total"] >= number
        costs.append(queries)

    few, many = costs
    assert len(few) == len(many), many
    assert many.at_most(12), many


def test_results_are_shown_by_twenty(client, homes):
    for _page in range(21):
        homes["nl"].add_child(instance=StandardPage(title="Kwikstaart", locale=homes["nl"].locale))

    first, second = search(client, "nl", "kwikstaart"), search(client, "nl", "kwikstaart", page=2)

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert first.context["pagination"]["total"] == 2
    found = {card.url for response in (first, second) for card in response.context["cards"]}
    assert len(found) == 21


def test_a_language_without_a_tree_finds_nothing(site):
    assert list(find_pages("kwikstaart", "en")) == []
