"""A list forgives every address, and finds what was asked."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.http import urlencode

from core.paging import pagination_of
from core.querysets import words_of
from partners.models import Organisation, PartnerIndexPage
from tests.database import Queries
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def listing(query="", language="nl", **values):
    data = QueryDict(query or urlencode(values, doseq=True))
    return PartnerIndexPage.objects.get(locale__language_code=language).specific.get_listing(data, language)


def names(found, language="nl"):
    return [record.name_in(language) for record in found.page.object_list]


@pytest.fixture
def three(site):
    for name in ("Alfa 100% lokaal", "Beta_groep", "Gamma"):
        OrganisationFactory(name_nl=name, name_fr=f"{name} (fr)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gamma", ["Gamma"]),
        ("GAMMA", ["Gamma"]),
        ("  beta   groep ", ["Beta_groep"]),
        ("alfa gamma", []),
        ("%", ["Alfa 100% lokaal"]),
        ("_", ["Beta_groep"]),
        ("0% l", ["Alfa 100% lokaal"]),
        ("\\", []),
        ("'", []),
        ("(fr)", ["Alfa 100% lokaal", "Beta_groep", "Gamma"]),
        ("", ["Alfa 100% lokaal", "Beta_groep", "Gamma"]),
    ],
)
def test_a_list_shows_the_records_in_which_every_word_stands(three, text, expected):
    found = listing(q=text)

    assert names(found) == expected
    assert found.total == len(expected)


HOSTILE = [
    "page=0", "page=-1", "page=abc", "page=1e9", "page=%C2%B2", "page=" + "9" * 5000, "page=&page=2",
    "q=%00", "q=a%00b", "q=%", "q=%ZZ", "q=%FF%FE", "q=%F0%9F%98%80", "q=" + "x" * 10_000, "q=" + "a+" * 5_000,
    "q=a&q=b&q=c", "kind=company&kind=company", "kind=" + "&kind=".join(["ngo"] * 500), "sort=nonsense",
    "sort=name&sort=newest", "nothing=1", "&&&==", "q[]=1", "kind[$ne]=1", "q=<script>alert(1)</script>",
    "q=${7*7}{{7*7}}", "%00=%00", "csrfmiddlewaretoken=1",
]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_of_a_list_is_an_error(client, three, language, query):
    page = PartnerIndexPage.objects.get(locale__language_code=language)

    response = client.get(f"{page.url}?{query}")

    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(("number", "shown"), [("", 1), ("abc", 1), ("-1", 3), ("0", 3), ("2", 2), ("99", 3)])
def test_nonsense_shows_the_first_page_and_beyond_the_end_the_last(site, number, shown):
    OrganisationFactory.create_batch(41)

    assert listing(page=number).page.number == shown


def test_pages_hold_every_record_once(site):
    OrganisationFactory.create_batch(41, name_nl="Zelfde naam")

    found = [record.pk for number in (1, 2, 3) for record in listing(page=number).page.object_list]

    assert sorted(found) == sorted(Organisation.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Alfa 100% lokaal"), ("newest", "Gamma"), ("", "Alfa 100% lokaal")]
)
def test_a_list_is_sorted_as_asked_and_by_name_otherwise(three, sort, first):
    Organisation.objects.filter(name_nl="Gamma").update(joined_on="2024-05-01")

    assert names(listing(sort=sort))[0] == first


def test_addresses_keep_the_other_choices_and_begin_at_the_first_page(three):
    found = listing("q=a&kind=company&sort=newest&page=1")

    assert found.url(page=2) == "?q=a&sort=newest&kind=company&page=2"
    assert {active.remove_url for active in found.active_filters} == {
        "?sort=newest&kind=company",
        "?q=a&sort=newest",
    }


def test_a_list_in_which_nothing_fits_is_empty_and_says_what_was_chosen(three):
    found = listing(q="delta", kind="company")

    assert found.total == 0
    assert names(found) == []
    assert len(found.active_filters) == 2
    assert found.pagination is None


def test_a_list_costs_as_many_queries_for_3_records_as_for_30(site):
    def cost():
        assert listing().groups  # warms the vocabularies
        with Queries() as queries:
            found = listing()
            assert found.groups
            assert list(found.page.object_list)
        return queries

    OrganisationFactory.create_batch(3)
    few = cost()
    OrganisationFactory.create_batch(27)
    many = cost()

    assert len(few) == len(many), many


def test_words_are_few_short_and_clean():
    assert words_of("a\x00b  c") == ["a", "b", "c"]
    assert words_of("") == []
    assert len(words_of("w " * 1000)) == 6
    assert len(words_of("w" * 1000)[0]) == 100


@pytest.mark.parametrize(
    ("pages", "current", "shown"),
    [(1, 1, None), (2, 1, [1, 2]), (5, 3, [1, 2, 3, 4, 5]), (100, 50, [1, None, 49, 50, 51, None, 100])],
)
def test_pagination_shows_a_window_of_page_numbers(pages, current, shown):
    found = pagination_of(Paginator(range(pages), 1).page(current), lambda number: f"?page={number}")

    if shown is None:
        assert found is None
        return
    assert [item.get("number") for item in found["items"]] == shown
    assert found["previous_url"] == (f"?page={current - 1}" if current > 1 else None)
    assert found["next_url"] == (f"?page={current + 1}" if current < pages else None)
