"""The counts beside a list are those of a patient reader who counts by hand."""

from collections import Counter

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from core.models import Sector, Theme
from partners.models import Organisation, PartnerIndexPage
from tests.database import rolled_back
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

KINDS = ["company", "ngo", "union"]
REGIONS = ["", "flanders", "brussels"]
SECTORS = ["agriculture", "food", ""]
THEMES = ["first", "second", "third"]


def listing(language="nl", **query):
    data = QueryDict(urlencode(query, doseq=True))
    return PartnerIndexPage.objects.get(locale__language_code=language).specific.get_listing(data, language)


organisations = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "region": st.sampled_from(REGIONS),
            "sector": st.sampled_from(SECTORS),
            "theme": st.sets(st.sampled_from(THEMES)),
            "is_public": st.sampled_from([True, True, True, False]),
        }
    ),
    max_size=12,
)
choices = st.fixed_dictionaries(
    {
        "kind": st.lists(st.sampled_from(KINDS), max_size=2, unique=True),
        "region": st.lists(st.sampled_from(REGIONS[1:]), max_size=2, unique=True),
        "sector": st.lists(st.sampled_from(SECTORS[:2]), max_size=2, unique=True),
        "theme": st.lists(st.sampled_from(THEMES), max_size=2, unique=True),
    }
)


@pytest.fixture
def terms(site):
    """The vocabularies of the examples: {code: term}."""
    Sector.objects.all().delete()
    Theme.objects.all().delete()
    rows = [Sector(code=code, name_nl=code, name_fr=code) for code in SECTORS if code]
    found = {row.code: row for row in Sector.objects.bulk_create(rows)}
    rows = [Theme(code=code, name_nl=code, name_fr=code) for code in THEMES]
    return found | {row.code: row for row in Theme.objects.bulk_create(rows)}


def save(rows, terms):
    for row in rows:
        organisation = OrganisationFactory(
            kind=row["kind"], region=row["region"], sector=terms.get(row["sector"]), is_public=row["is_public"]
        )
        organisation.themes.set([terms[code] for code in row["theme"]])
        organisation.save()
        row["pk"] = organisation.pk


def values(row, facet):
    value = row[facet]
    return value if isinstance(value, set) else {value}


def fits(row, chosen, ignored=None):
    return row["is_public"] and all(
        not wanted or facet == ignored or values(row, facet) & set(wanted) for facet, wanted in chosen.items()
    )


@given(organisations, choices)
def test_rows_and_counts_are_those_counted_by_hand(terms, rows, chosen):
    with rolled_back():
        save(rows, terms)

        found = listing(**chosen)

        expected = {row["pk"] for row in rows if fits(row, chosen)}
        assert {record.pk for record in found.page.object_list} == expected
        assert found.total == len(expected)
        for facet in chosen:
            # A facet ignores its own choice, so that a second value can be added to it.
            by_hand = Counter(value for row in rows if fits(row, chosen, facet) for value in values(row, facet))
            by_hand.pop("", None)
            shown = {group.name: group for group in found.groups}.get(facet)
            options = {option.value: option for option in shown.options} if shown else {}
            assert {value: option.count for value, option in options.items() if option.count} == dict(by_hand)
            assert {value for value, option in options.items() if option.is_selected} == set(chosen[facet])


@pytest.mark.parametrize("unknown", ["", "nonsense", "' OR 1=1", "\x00", "😀", "x" * 10_000])
@pytest.mark.parametrize("facet", ["kind", "region", "sector", "theme"])
def test_a_value_that_nobody_knows_is_forgotten(site, facet, unknown):
    OrganisationFactory()

    found = listing(**{facet: [unknown]})

    assert found.total == 1
    assert found.active_filters == []


def test_rows_come_in_one_query_whatever_is_chosen(terms, django_assert_num_queries):
    save([{"kind": "ngo", "region": "brussels", "sector": "food", "theme": {"first"}, "is_public": True}], terms)
    assert listing(q="organisation").groups  # reads the directory

    for chosen in ({}, {"kind": ["ngo", "union"], "theme": ["first"], "sector": ["food"], "q": "organisation nl"}):
        with django_assert_num_queries(2):  # one of them finds the page
            found = listing(**chosen)
            assert found.groups is not None
            assert list(found.page.object_list) is not None


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_facet_speaks_the_language_of_the_reader(terms, language):
    sector = terms["food"]
    sector.name_nl, sector.name_fr = "Voeding", "Alimentation"
    sector.save()
    OrganisationFactory(sector=sector)

    (group,) = [group for group in listing(language).groups if group.name == "sector"]

    assert [option.label for option in group.options] == [getattr(sector, f"name_{language}")]


def test_a_facet_is_chosen_by_public_values_never_by_keys(terms):
    OrganisationFactory(sector=terms["food"])

    assert listing(sector=[str(terms["food"].pk)]).active_filters == []
    assert Organisation.objects.count() == listing(sector=["food"]).total == 1
