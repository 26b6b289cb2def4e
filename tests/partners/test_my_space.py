"""My space: what waits for somebody, and what is theirs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core import slots
from partners.models import Claim, ProfileSubmission
from partners.services.invitations import invitation_send
from partners.services.representatives import claim_return, claim_submit, representative_end
from tests.factories import (
    ContactPersonFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    UserFactory,
    pages_for,
    person_in_role,
)

from .people_world import person, speaker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


@pytest.fixture
def chief(site):
    organisation = OrganisationFactory(code="voorbeeld", name_nl="Voorbeeld", name_fr="Exemple")
    return speaker(organisation, "chef@voorbeeld.be")


def home(client, user, language="nl"):
    client.force_login(user)
    with override(language):
        return client.get(reverse("space:home"))


def test_who_is_not_logged_in_logs_in_first_and_comes_back(client, site):
    response = client.get(reverse("space:home"))

    assert response.url == f"{reverse('account_login')}?next={reverse('space:home')}"


def test_what_was_typed_comes_back_when_the_session_ended(client, chief):
    response = client.post(reverse("space:invite", args=["voorbeeld"]), {"email": "nieuw@voorbeeld.be"})

    assert response.status_code == 403
    assert "nieuw@voorbeeld.be" in response.text


def test_an_empty_space_says_what_to_do_first(client, site):
    response = home(client, UserFactory())

    assert 'id="begin"' in response.text
    assert reverse("space:claim") in response.text
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("language", "name", "group"), [("nl", "Voorbeeld", "Werkgroep"), ("fr", "Exemple", "Groupe")]
)
def test_my_organisations_and_groups_in_my_language(client, chief, language, name, group):
    seat = MembershipFactory(
        group=GroupFactory(name_nl="Werkgroep", name_fr="Groupe"), organisation=chief.organisation
    )
    MembershipFactory(group=GroupFactory(name_nl="Voorbij"), organisation=chief.organisation, until=date(2020, 1, 1))
    MembershipFactory(group=GroupFactory(name_nl="Besloten", is_public=False), organisation=chief.organisation)
    page = pages_for(seat.group)[language]

    text = home(client, chief.user, language).text

    with override(language):
        assert reverse("space:organisation", args=["voorbeeld"]) in text
        assert reverse("space:people", args=["voorbeeld"]) in text
        assert reverse("owners:list") in text
    assert name in text
    assert f'<a href="{page.url}">{group}' in text
    assert "Voorbij" not in text
    assert "Besloten" not in text


def test_the_parts_stand_in_their_order(client, chief):
    MembershipFactory(organisation=chief.organisation)
    ProfileSubmission.objects.create(
        organisation=chief.organisation,
        state="returned",
        reason="Te lang.",
        submitted_at=timezone.now(),
        decided_at=timezone.now(),
        saved_at=timezone.now(),
        language="nl",
    )

    text = home(client, chief.user).text

    order = [text.index(f'id="{anchor}"') for anchor in ("asked", "organisations", "groups", "more")]
    assert order == sorted(order)
    assert "Te lang." in text


def test_what_became_of_a_claim_stands_there_for_a_month(client, chief):
    user = person("an@elders.example")
    claim = claim_submit(user=user, organisation=chief.organisation, typed={"motivation": "x"}, language="nl")
    assert reverse("space:withdraw_claim", args=[claim.pk]) in home(client, user).text

    claim_return(claim=claim, by=chief.user, reason="Wij kennen u niet.")
    assert "Wij kennen u niet." in home(client, user).text

    Claim.objects.update(decided_at=timezone.now() - timedelta(days=31))
    assert "Wij kennen u niet." not in home(client, user).text


def test_a_claim_that_came_back_goes_when_a_new_one_is_sent(client, chief):
    user = person("an@elders.example")
    again = {"user": user, "organisation": chief.organisation, "typed": {"motivation": "x"}, "language": "nl"}
    claim_return(claim=claim_submit(**again), by=chief.user, reason="Wij kennen u niet.")

    claim_submit(**again)

    assert "Wij kennen u niet." not in home(client, user).text


def test_nothing_of_an_organisation_that_i_left_or_that_is_archived(client, chief):
    archived = RepresentativeFactory(user=chief.user, organisation__archived_at=timezone.now())
    archived_code, name = archived.organisation.code, archived.organisation.name_nl
    representative_end(representative=chief, by=chief.user)

    text = home(client, chief.user).text

    assert "Voorbeeld" not in text
    assert name not in text
    for code in ("voorbeeld", archived_code):
        assert client.get(reverse("space:organisation", args=[code])).status_code == 404


def test_how_many_commitments_wait_for_a_report(client, site):
    contact = ContactPersonFactory(user=UserFactory())
    ResponsibilityFactory(contact=contact, commitment__first_deadline=date(2021, 1, 1))
    ResponsibilityFactory(contact=contact, commitment__first_deadline=date(2090, 1, 1))

    text = home(client, contact.user).text

    assert 'id="space-commitments"' in text
    assert 'own__row--due">1 ' in text


def test_the_screens_of_who_reports_have_the_same_menu_for_who_is_logged_in(client, site):
    contact = ContactPersonFactory(user=UserFactory())
    client.force_login(contact.user)

    text = client.get(reverse("owners:list")).text

    assert f'href="{reverse("space:home")}"' in text
    assert f'action="{reverse("account_logout")}"' in text


def test_my_space_takes_as_many_queries_for_three_as_for_thirty(client, site, django_assert_max_num_queries):
    user, manager = person("veel@voorbeeld.be"), person_in_role("partner-manager")

    def more(number):
        for representative in RepresentativeFactory.create_batch(number, user=user):
            organisation = representative.organisation
            MembershipFactory(organisation=organisation)
            other = OrganisationFactory()
            RepresentativeFactory(organisation=other)
            Claim.objects.create(
                organisation=organisation,
                submitted_by=UserFactory(),
                submitted_at=timezone.now(),
                state="submitted",
                language="nl",
            )
            Claim.objects.create(
                organisation=other, submitted_by=user, submitted_at=timezone.now(), state="submitted", language="nl"
            )
            invitation_send(
                organisation=OrganisationFactory(), email=user.email, role="member", language="nl", by=manager
            )

    more(3)
    home(client, user)
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("space:home"))
    more(10)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("space:home"))


def test_the_parts_cost_what_they_state(site, chief, django_assert_max_num_queries):
    contact = ContactPersonFactory(user=chief.user)
    ResponsibilityFactory(contact=contact)
    MembershipFactory(organisation=chief.organisation)
    for provider in slots.providers("partners.my_space"):
        with django_assert_max_num_queries(provider.queries):
            provider.context(chief.user, "nl")
