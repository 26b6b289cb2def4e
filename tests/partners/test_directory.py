"""The directory: searched, narrowed, by place, from A to Z, and what each organisation promised on its card."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import override

from actions.models import CoOwner
from actions.slots_cards import promises_of_organisations
from core import slots
from core.dates import today
from core.models import Goal
from partners.directory.by_letter import LetterListing
from partners.directory.letters import letter_of
from partners.directory.table import places_in
from partners.models import FormerName, Organisation, PartnerIndexPage
from tests.database import Queries
from tests.factories import CommitmentFactory, OrganisationFactory, PledgeFactory, ReportFactory, page_for, pages_for

from .many import organisations

pytestmark = pytest.mark.django_db


def listing(language="nl", **query):
    cache.clear()  # a test commits nothing, and only a commit makes the table be read anew
    data = QueryDict(urlencode(query, doseq=True))
    return PartnerIndexPage.objects.get(locale__language_code=language).specific.get_listing(data, language)


def names(found, language="nl"):
    return [record.name_in(language) for record in found.page.object_list]


def address(language="nl", end=""):
    return PartnerIndexPage.objects.get(locale__language_code=language).url + end


def by_place(language="nl"):
    page = PartnerIndexPage.objects.get(locale__language_code=language)
    with override(language):
        return page.url + page.reverse_subpage("by_place").lstrip("/")


# --- Search ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "ecole", "ÉCOLE", "school", "GENT", "gand", "9000", "0999.000.030", "BE 0999 000 030", "0999000030",
        "0999.000",
        "évs", "oude naam", "ancien nom", "ON2", "school 0999.000.030", "oeuvre",
    ],
)  # fmt: skip
def test_an_organisation_is_found_by_whatever_it_is_called(site, text, language):
    wanted = OrganisationFactory(
        name_nl="Schöol voor welzijn", name_fr="École et œuvre", acronym_fr="ÉVS", town_nl="Gent", town_fr="Gand",
        postcode="9000", enterprise_number="0999000030",
    )  # fmt: skip
    FormerName.objects.create(
        organisation=wanted, name_nl="Oude naam", name_fr="Ancien nom", acronym_nl="ON2", until=date(2020, 1, 1)
    )
    OrganisationFactory(name_nl="Anders", name_fr="Autre", enterprise_number="0779000128")

    assert names(listing(language, q=text), language) == [wanted.name_in(language)]


def test_every_word_counts_and_none_runs_over_into_the_next_organisation(site):
    OrganisationFactory(name_nl="Alfa", name_fr="Un")
    OrganisationFactory(name_nl="Beta", name_fr="Deux")

    assert names(listing(q="alfa un")) == ["Alfa"]
    assert names(listing(q="alfa deux")) == []
    assert names(listing(q="a")) == ["Alfa", "Beta"]


def test_a_postcode_is_not_looked_for_inside_enterprise_numbers(site):
    OrganisationFactory(name_nl="Nummer", enterprise_number="0999000030")
    OrganisationFactory(name_nl="Gent", postcode="9000")

    assert names(listing(q="9000")) == ["Gent"]
    assert names(listing(q="0999")) == ["Nummer"]


def test_rare_and_common_words_are_found_alike(site):
    made = organisations(60, pages=False, promises=False)

    for word in ("vereniging", "17", "(fr)", "bouw", "plaats 9000 nl"):
        by_hand = [row for row in made if all(part in _words(row) for part in word.split())]
        assert listing(q=word).total == len(by_hand), word


def _words(row):
    return " ".join(
        [row.name_nl, row.name_fr, row.town_nl, row.town_fr, row.postcode]
    ).lower().replace("é", "e")  # fmt: skip


# --- Facets and order ------------------------------------------------------------------------------------------------


def test_facets_count_goals_sizes_and_who_left(site):
    eight = Goal.objects.get(number=8)
    stays = OrganisationFactory(name_nl="Blijft", size="large", left_on=today() + timedelta(days=1))
    OrganisationFactory(name_nl="Weg", size="small", left_on=today())
    stays.goals.add(eight)
    stays.save()

    assert names(listing(goal="8")) == names(listing(status="current")) == names(listing(size="large")) == ["Blijft"]
    assert names(listing(status="left")) == ["Weg"]
    options = {group.name: [(option.value, option.count) for option in group.options] for group in listing().groups}
    assert options["status"] == [("current", 1), ("left", 1)]
    assert options["goal"] == [("8", 1)]
    assert options["size"] == [("small", 1), ("large", 1)]


def test_who_is_not_public_is_in_no_list_count_place_or_letter(site):
    OrganisationFactory(name_nl="Geheim", is_public=False, region="flanders", postcode="9000", town_nl="Gent")

    assert listing().total == listing(q="geheim").total == 0
    assert places_in("nl") == {}
    assert not LetterListing(QueryDict(""), "nl").names


def test_what_stopped_being_public_is_not_shown_from_the_cache(site):
    organisation = OrganisationFactory()
    assert names(listing())
    found = PartnerIndexPage.objects.get(locale__language_code="nl").specific.get_listing
    Organisation.objects.filter(pk=organisation.pk).update(is_public=False)  # tells nobody

    assert list(found(QueryDict(""), "nl").page.object_list) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", ["3M", "’t Atelier", "Échelle", "Etagère", "Zand"]), ("fr", ["a", "b", "c", "d", "e"])],
)
def test_names_are_sorted_in_the_language_of_the_reader_without_accents(site, language, expected):
    for name_nl, name_fr in [("Zand", "a"), ("Échelle", "b"), ("3M", "c"), ("’t Atelier", "e"), ("Etagère", "d")]:
        OrganisationFactory(name_nl=name_nl, name_fr=name_fr)

    found = names(listing(language), language)

    # What stands before the first letter does not count, so “’t Atelier” is under T.
    assert sorted(found) == sorted(expected)
    assert found == (["3M", "Échelle", "Etagère", "’t Atelier", "Zand"] if language == "nl" else expected)


# --- By place --------------------------------------------------------------------------------------------------------


@pytest.fixture
def places(site):
    for number, (region, postcode, town_nl, town_fr) in enumerate(
        [
            ("flanders", "9000", "Gent", "Gand"), ("flanders", "9000", "Gent", ""),
            ("flanders", "8500", "", "Courtrai"),
            ("flanders", "", "", ""), ("", "", "Onbekend dorp", ""), ("national", "1000", "Brussel", "Bruxelles"),
        ]
    ):  # fmt: skip
        OrganisationFactory(name_nl=f"O{number}", region=region, postcode=postcode, town_nl=town_nl, town_fr=town_fr)


@pytest.mark.parametrize(("language", "gent"), [("nl", "9000 Gent"), ("fr", "9000 Gand")])
def test_every_number_by_place_is_that_of_the_list_it_leads_to(client, places, language, gent):
    found = places_in(language)

    assert {key: len(place.rows) for key, place in found.items()} == {
        "flanders.9000": 2, "flanders.8500": 1, "flanders.unknown": 1, "unknown.onbekend-dorp": 1, "national.1000": 1,
    }  # fmt: skip
    for key, place in found.items():
        assert listing(language, place=key).total == len(place.rows)
    assert listing(language, region="flanders").total == 4
    assert listing(language, place="unknown").total == 1
    assert listing(language, place="flanders.9000").place_label == gent
    assert found["flanders.8500"].lang == ("fr" if language == "nl" else "")
    response = client.get(by_place(language))
    assert f'?place=flanders.9000">{gent}</a> <span class="towns__count">2' in response.text
    assert response.text.count("<h1") == 1


def test_a_region_with_many_towns_leads_to_all_of_them(client, site):
    for number in range(14):
        OrganisationFactory(region="wallonia", postcode=f"50{number:02}", town_nl=f"Stad {number}", town_fr="Ville")

    assert client.get(by_place()).text.count("?place=wallonia.") == 12
    assert "?region=wallonia" in client.get(by_place()).text
    response = client.get(by_place(), {"region": "wallonia"})
    assert response.text.count("?place=wallonia.") == 14


@pytest.mark.parametrize("query", ["region=x", "region=%00", "region=" + "a" * 3000])
def test_a_region_that_nobody_knows_is_not_found(client, places, query):
    assert client.get(f"{by_place()}?{query}").status_code == 404


def test_the_other_language_has_the_same_view(client, places):
    response = client.get(by_place("fr"), {"region": "flanders"})

    assert f'href="{by_place("nl")}?region=flanders"' in response.text
    assert f'href="{by_place("nl")}"' in client.get(by_place("fr")).text
    assert f'href="{address("nl", "a-z/")}"' in client.get(address("fr", "a-z/")).text


# --- From A to Z -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("École", "e"), ("œuvre", "o"), ("3M", "0"), ("“Aarde”", "a"), ("  ’t Zand", "t"), ("Ångström", "a"),
        ("Øresund", "o"), ("Жизнь", "0"), ("", "0"), ("!!!", "0"), ("zebra", "z"),
    ],
)  # fmt: skip
def test_a_name_stands_under_its_first_letter_without_accents(name, letter):
    assert letter_of(name) == letter


def test_letters_have_their_numbers_and_lead_only_where_there_is_something(client, site):
    for name_nl, name_fr in [("École", "Zone"), ("Egel", "Zone"), ("3M", "Trois")]:
        pages_for(OrganisationFactory(name_nl=name_nl, name_fr=name_fr))

    response = client.get(address("nl", "a-z/"))

    assert '?letter=0" aria-current="true">#' in response.text or '?letter=e" aria-current="true">E' in response.text
    assert 'href="?letter=0"' in response.text
    assert 'href="?letter=e"' in response.text
    assert 'href="?letter=z"' not in response.text
    french = client.get(address("fr", "a-z/"), {"letter": "z"})
    assert french.text.count(">Zone</a>") == 2
    assert "Trois" not in french.text
    assert listing(letter="e").total == 2
    assert [active.label for active in listing(letter="e").active_filters] != []


@pytest.mark.parametrize("letter", ["", "é", "aa", "%00", "9", "<script>", "q"])
def test_a_letter_without_names_shows_the_first_that_has_any(client, site, letter):
    OrganisationFactory(name_nl="Bos")

    response = client.get(f"{address('nl', 'a-z/')}?letter={letter}&page=999&q=x")

    assert response.status_code == 200
    assert ">Bos" in response.text.replace("\n", "").replace("  ", "")


def test_an_empty_directory_says_so(client, site):
    for end in ("", "a-z/"):
        assert client.get(address("nl", end)).status_code == 200
    assert client.get(by_place()).status_code == 200


# --- What was promised -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("nl", ["2 ", "1 "]), ("fr", ["2 ", "1 "])])
def test_a_card_says_what_was_promised_and_how_it_is_kept(client, site, language, words):
    organisation, other = OrganisationFactory(), OrganisationFactory()
    page_for(organisation, language)
    done = PledgeFactory(commitment__organisation=organisation).commitment
    ReportFactory(commitment=done, status="completed", approved_on=today())
    CommitmentFactory(organisation=organisation, first_deadline=date(2020, 1, 1))
    joint = CommitmentFactory(organisation=other)
    CoOwner.objects.create(commitment=joint, organisation=organisation)
    PledgeFactory(commitment__organisation=organisation, is_public=False)
    CommitmentFactory(organisation=organisation, is_public=False)

    with override(language):
        said = promises_of_organisations([organisation, other], language)

        assert said[organisation.pk].startswith(words[0])
        assert ", 1 " in said[organisation.pk]
        assert said[organisation.pk].count("1 ") == 3  # one pledge, one fulfilled, one late
        assert said[other.pk].startswith("1 ")
    assert str(said[organisation.pk]) in client.get(address(language)).text


def test_who_promised_nothing_has_no_sentence(site):
    organisation = OrganisationFactory()

    assert promises_of_organisations([organisation], "nl") == {}
    assert slots.words_for("partners.cards", records=[], language="nl") == {}


def test_the_sentences_of_a_page_cost_two_queries_for_3_organisations_and_for_30(site, django_assert_num_queries):
    for number in (3, 30):
        made = [PledgeFactory().commitment.organisation for _time in range(number)]
        with django_assert_num_queries(slots.query_cost_of_list("partners.cards")):
            assert len(slots.words_for("partners.cards", records=made, language="nl")) == number


# --- Cost ------------------------------------------------------------------------------------------------------------


def test_every_page_costs_at_most_twelve_queries_and_as_many_for_3_organisations_as_for_30(client, site):
    ends = ["", "?q=vereniging", "?sort=newest&page=2", "a-z/", "?place=flanders.9000"]
    urls = [*(address("nl", end) for end in ends), by_place(), f"{by_place()}?region=flanders"]

    def costs():
        cache.clear()
        found = []
        for url in urls:
            client.get(url)
            with Queries() as queries:
                assert client.get(url).status_code == 200
            assert queries.at_most(12), (url, queries)
            found.append(len(queries))
        return found

    organisations(3)
    few = costs()
    for number in range(27):
        PledgeFactory(
            commitment__organisation__name_nl=f"Vereniging {number}", commitment__organisation__region="flanders",
            commitment__organisation__postcode="9000", commitment__organisation__town_nl="Gent",
        )  # fmt: skip
    assert costs() == few
