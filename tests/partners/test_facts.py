"""What the register says of organisations and groups, in the language of the reader."""

from datetime import date

import pytest
from django.utils.translation import override

from core.models import Sector
from partners import facts, seats
from tests.factories import (
    GovernmentFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    page_for,
    pages_for,
)

pytestmark = pytest.mark.django_db

OTHER = {"nl": "fr", "fr": "nl"}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_facts_of_an_organisation_are_told_in_the_language_of_the_reader_only(site, language):
    sector = Sector.objects.first()
    organisation = OrganisationFactory(
        acronym_nl="NLA",
        acronym_fr="FRA",
        sector=sector,
        government=GovernmentFactory(name_nl="Gewest", name_fr="Région"),
        enterprise_number="0999000030",
        joined_on=date(2024, 3, 1),
    )

    with override(language):
        told = {str(fact.label): str(fact.value) for fact in facts.of_organisation(organisation, language, "/list/")}
        urls = [fact.url for fact in facts.of_organisation(organisation, language, "/list/") if fact.url]

    assert {"nl": "NLA", "fr": "FRA"}[language] in told.values()
    assert {"nl": "Gewest", "fr": "Région"}[language] in told.values()
    assert not {"nl": {"FRA", "Région"}, "fr": {"NLA", "Gewest"}}[language] & set(told.values())
    assert "0999.000.030" in told.values()
    assert any("2024" in value for value in told.values())
    assert urls == [f"/list/?sector={sector.code}"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_nobody_knows_is_not_told(site, language):
    assert facts.of_organisation(OrganisationFactory(), language) == []
    assert facts.contact_of(OrganisationFactory(), language) is None
    assert facts.contact_of_group(GroupFactory(), language) is None


def test_the_contact_block_of_a_group_holds_no_address():
    contact = facts.contact_of_group(GroupFactory(email="groep@voorbeeld.example"), "nl")

    assert contact["has_email"]
    assert "groep@voorbeeld.example" not in map(str, contact.values())


@pytest.mark.parametrize(
    ("typed", "dialled"), [("+32 2 000 00 00", "+3220000000"), ("02/000.00.00", "020000000"), ("", "")]
)
def test_a_telephone_number_is_dialled_by_its_digits(typed, dialled):
    assert facts.dialled(typed) == dialled


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_chairs_come_first_and_members_lead_to_their_pages(site, language):
    group = GroupFactory()
    member = MembershipFactory(group=group, role="member")
    chair = MembershipFactory(group=group, role="chair")
    MembershipFactory(group=group, organisation=None, person="Ann Voorbeeld", role="observer")
    page = page_for(member.organisation, language)

    found = seats.members(group, language)

    assert [seat.name for seat in found] == [
        chair.organisation.name_in(language),
        member.organisation.name_in(language),
        "Ann Voorbeeld",
    ]
    assert [seat.url for seat in found] == ["", page.url, ""]
    assert [seat.is_chair for seat in found] == [True, False, False]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_member_with_a_page_in_the_other_language_only_is_shown_with_that_language(site, language):
    group = GroupFactory()
    page = page_for(MembershipFactory(group=group).organisation, OTHER[language])

    (seat,) = seats.members(group, language)

    assert (seat.lang, seat.url, seat.name) == (OTHER[language], page.url, page.title)
    assert seat.notice


def test_a_group_in_which_an_organisation_sits_twice_is_named_once(site):
    group, organisation = GroupFactory(), OrganisationFactory()
    MembershipFactory(group=group, organisation=organisation, role="chair", person="A")
    MembershipFactory(group=group, organisation=organisation, role="member", person="B")
    pages_for(group)

    assert [seat.name for seat in seats.groups_of(organisation, "nl")] == [group.name_nl]


def test_a_group_that_is_not_public_is_named_on_no_page_of_its_members(site):
    seat = MembershipFactory(group=GroupFactory(is_public=False))

    assert seats.groups_of(seat.organisation, "nl") == []


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [(None, None, []), (2020, None, ["2020"]), (None, 2024, ["2024"]), (2020, 2024, ["2020", "2024"])],
)
def test_a_term_is_told_in_years(since, until, years):
    told = seats.term(since and date(since, 1, 1), until and date(until, 12, 31))

    assert bool(told) == bool(years)
    assert all(year in told for year in years)
