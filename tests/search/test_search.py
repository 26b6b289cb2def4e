"""The search page: what is public, in the reader's language, the best first, and it never falls over."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from core.models import Theme
from partners.models import PartnerIndexPage
from search.indexing import refresh_pages
from search.models import Entry, Miss, Promotion
from tests.database import Queries
from tests.factories import OrganisationFactory, moment, pages_for

from .entries import entries_for, entry_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

READER = {"Accept-Language": "nl"}


def search(client, language, text, **more):
    with override(language):
        url = reverse("search")
    return client.get(url, {"q": text, **more}, headers=READER)


def titles(response):
    return [result.title for result in response.context["results"]]


@pytest.fixture
def index(site):
    """Indexes what the test made: index(page, page)."""
    return lambda *pages: refresh_pages([page.pk for page in pages])


@pytest.fixture
def pages(index):
    pages = pages_for(OrganisationFactory(name_nl="Kwikstaart vzw", name_fr="Kwikstaart asbl"))
    index(*pages.values())
    return pages


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_is_found_in_the_language_of_the_reader_only(client, pages, language):
    response = search(client, language, "kwikstaarten" if language == "nl" else "KWIKSTAART")

    assert response.status_code == 200
    assert titles(response) == [pages[language].title]
    assert [result.url for result in response.context["results"]] == [pages[language].url]
    assert response.context["total"] == 1
    assert '<meta name="robots" content="noindex">' in response.text


def test_a_page_without_every_word_is_not_found(client, pages):
    assert titles(search(client, "nl", "kwikstaart vzw")) == ["Kwikstaart vzw"]
    assert titles(search(client, "nl", "kwikstaart nergens")) == []


def test_what_was_taken_down_or_restricted_is_not_found(client, pages, django_capture_on_commit_callbacks):
    pages["nl"].unpublish()
    above = PartnerIndexPage.objects.get(locale__language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)

    assert titles(search(client, "nl", "kwikstaart")) == titles(search(client, "fr", "kwikstaart")) == []
    assert "Kwikstaart" not in search(client, "nl", "kwikstaart", other="1").text


def test_a_result_says_what_it_is_where_it_stands_and_where_the_words_are(client, homes):
    below = PartnerIndexPage.objects.get(locale__language_code="nl")
    entry_for(
        Page.objects.get(pk=below.pk), "Over <b>vogels</b>", "", "Tien kwikstaarten & meer.", kind="plan",
        fictional=True, changed_at=moment(date(2026, 3, 10)),
    )  # fmt: skip

    text = search(client, "nl", "kwikstaart").text

    assert "Over &lt;b&gt;vogels&lt;/b&gt;" in text
    assert "Tien <mark>kwikstaarten</mark> &amp; meer." in text
    assert 'datetime="2026-03-10"' in text
    assert 'class="tag"' in text
    assert "<ol" in text


def test_a_result_names_the_pages_above_it(client, pages):
    (result,) = search(client, "nl", "kwikstaart").context["results"]

    assert result.above == [pages["nl"].get_parent().title]


@pytest.fixture
def many(homes):
    """Three plans and two groups with a word, one of each about a theme."""
    theme = Theme.objects.order_by("pk").first()
    rows = [("plan", theme.code), ("plan", ""), ("plan", ""), ("group", theme.code), ("group", "")]
    home = Page.objects.get(pk=homes["nl"].pk)
    entries_for(
        home,
        [{"title": f"Ooievaar {n}", "kind": kind, "themes": code} for n, (kind, code) in enumerate(rows)],
    )
    return theme


def test_results_are_narrowed_by_kind_and_theme_and_each_choice_can_be_taken_back(client, many):
    everything = search(client, "nl", "ooievaar")
    groups = search(client, "nl", "ooievaar", kind="group")
    both = search(client, "nl", "ooievaar", kind="group", theme=many.code)

    assert [len(titles(response)) for response in (everything, groups, both)] == [5, 2, 1]
    counts = {option.value: option.count for option in groups.context["listing"].groups[0].options}
    assert counts == {"plan": 3, "group": 2}
    assert [active.remove_url for active in both.context["listing"].active_filters] == [
        f"?q=ooievaar&theme={many.code}",
        "?q=ooievaar&kind=group",
    ]
    assert '<a href="?q=ooievaar&amp;kind=plan">' in everything.text
    assert 'name="q" value="ooievaar"' in both.text


def test_where_nothing_fits_the_filters_they_can_be_taken_away(client, many):
    response = search(client, "nl", "ooievaar", kind="page")

    assert titles(response) == []
    assert 'href="?q=ooievaar"' in response.text


def test_pages_chosen_by_editors_come_first_and_once(client, many, pages):
    Promotion.objects.create(page=pages["nl"], searches_nl="Ooievaars\nkwikstaart")

    first = search(client, "nl", "ooievaar").context["results"]
    assert [(result.title, result.is_chosen) for result in first][:2] == [
        ("Kwikstaart vzw", True),
        ("Ooievaar 0", False),
    ]
    assert titles(search(client, "nl", "kwikstaart")) == ["Kwikstaart vzw"]
    assert "Kwikstaart vzw" not in titles(search(client, "nl", "ooievaar", kind="group"))
    assert titles(search(client, "fr", "ooievaar")) == []


def test_what_surrounds_an_excerpt_is_kept_and_neither_the_words_asked_for_nor_what_editors_chose(client, many, pages):
    Promotion.objects.create(page=pages["nl"], searches_nl="ooievaar")
    entry_for(Page.objects.get(pk=pages["nl"].pk), "Vogels", "Kwikstaarten en reigers.")

    for _lap in range(2):
        assert "<mark>Kwikstaarten</mark> en reigers" in search(client, "nl", "kwikstaart").text
        assert "Kwikstaarten en <mark>reigers</mark>" in search(client, "nl", "reigers").text
        assert "tag--chosen" in search(client, "nl", "ooievaar").text
        assert "tag--chosen" not in search(client, "nl", "kwikstaart").text


def test_a_result_that_changed_shows_so_once_it_is_indexed(client, pages, index, django_capture_on_commit_callbacks):
    Entry.objects.filter(page=pages["nl"]).update(title="Kwikstaarten van vroeger")
    assert titles(search(client, "nl", "kwikstaart")) == ["Kwikstaarten van vroeger"]

    with django_capture_on_commit_callbacks(execute=True):
        index(pages["nl"])

    assert titles(search(client, "nl", "kwikstaart")) == ["Kwikstaart vzw"]


@pytest.mark.parametrize(
    ("language", "other", "title"), [("nl", "fr", "Kwikstaart asbl"), ("fr", "nl", "Kwikstaart vzw")]
)
def test_results_of_the_other_language_come_only_when_asked_and_are_marked(client, pages, language, other, title):
    plain = search(client, language, "kwikstaart")
    asked = search(client, language, "kwikstaart", other="1")

    assert title not in plain.text
    assert '?q=kwikstaart&amp;other=1"' in plain.text
    assert [one.total for one in plain.context["abroad"]] == [1]
    (abroad,) = asked.context["abroad"]
    assert [(result.title, result.lang, result.is_only_there) for result in abroad.results] == [(title, other, False)]
    assert f'lang="{other}"><a href="{pages[other].url}" hreflang="{other}"' in asked.text


def test_a_result_that_the_reader_has_only_in_the_other_language_says_so(client, pages):
    pages["fr"].delete()

    (abroad,) = search(client, "fr", "kwikstaart", other="1").context["abroad"]

    assert [result.is_only_there for result in abroad.results] == [True]


def test_who_finds_nothing_reads_why_and_where_to_go_on(client, pages):
    response = search(client, "nl", "kwikstaat nergensx")
    misspelt = search(client, "nl", "kwikstaat")

    assert response.context["unknown"] == ["kwikstaat", "nergensx"]
    assert "<b>nergensx</b>" in response.text
    assert all(link.url in response.text for link in response.context["shell"].menu)
    assert '<a href="?q=kwikstaart">' in misspelt.text


def test_what_finds_nothing_in_the_language_of_the_reader_is_counted_once_per_search(client, pages):
    search(client, "nl", "asbl")
    search(client, "nl", "kwikstaart")
    search(client, "nl", "zwaluw", kind="plan")
    search(client, "nl", "...")
    client.get(reverse("search"), {"q": "robot"})
    client.head(reverse("search"), {"q": "hoofd"}, headers=READER)

    assert [(miss.language, miss.words, miss.number) for miss in Miss.objects.all()] == [("nl", "asbl", 1)]


@pytest.mark.parametrize("text", ["", "   ", "\t", "...", "+-*/"])
def test_without_words_nothing_is_looked_for_and_the_page_explains_itself(client, pages, text):
    response = search(client, "fr", text)

    assert response.status_code == 200
    assert titles(response) == []
    assert not response.context["asked"]


HOSTILE = [
    "q=%00", "q=%FF", "q=" + "x" * 10_000, "q=" + "a+" * 5_000, "q=%22%27%22", "q=NEAR(a+b)+OR+*", "q=a:*+%26+%7C",
    "q=<script>alert(1)</script>", "q=%F0%9F%98%80", "q=a&kind=x&theme=y&other=%00&page=abc", "q=a&page=-1&kind=",
    "q=a&page=" + "9" * 5000, "q=a&q=b&kind=" + "&kind=".join(map(str, range(500))), "q[]=a&page[]=1",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_is_an_error(client, pages, query):
    for name in ("search", "search_suggestions"):
        with override("fr"):
            response = client.get(f"{reverse(name)}?{query}", headers=READER)

        assert response.status_code == 200, name
        assert "<script>alert" not in response.text


def test_what_was_typed_stands_in_the_page_as_text(client, site):
    typed = '"><img src=x onerror=alert(1)>'

    text = search(client, "nl", typed).text

    assert typed not in text
    assert escape(typed) in text


def test_only_looking_is_allowed(client, site):
    assert client.post(reverse("search")).status_code == 405
    assert client.post(reverse("search_suggestions")).status_code == 405


def test_a_search_costs_as_many_queries_for_3_results_as_for_30_and_at_most_12(client, pages, homes):
    Promotion.objects.create(page=pages["nl"], searches_nl="ijsvogel")
    home, costs = Page.objects.get(pk=homes["nl"].pk), []
    for number in (3, 27):
        entries_for(home, [{"title": "IJsvogel", "language": code} for code in ("nl", "fr") for _n in range(number)])
        cache.clear()
        search(client, "nl", "ijsvogel", other="1")
        with Queries() as queries:
            response = search(client, "nl", "ijsvogel", other="1")
        assert response.context["total"] >= number
        costs.append(queries)

    few, many = costs
    assert len(few) == len(many), many
    assert many.at_most(12), many


def test_a_search_without_result_costs_at_most_12_queries(client, pages):
    search(client, "nl", "kwikstaart zwaluw")

    with Queries() as queries:
        search(client, "nl", "kwikstaart nergensx")

    assert queries.at_most(12), queries


def test_results_are_shown_by_twenty(client, homes):
    entries_for(Page.objects.get(pk=homes["nl"].pk), [{"title": f"IJsvogel {number}"} for number in range(21)])

    first, second = search(client, "nl", "ijsvogel"), search(client, "nl", "ijsvogel", page=2)

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert len({*titles(first), *titles(second)}) == 21
    assert "page=2" in first.text
    assert Entry.objects.count() == 21
