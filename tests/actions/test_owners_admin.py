"""Coordinators keep the people of their own government: who reports on what, handed over, erased."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from actions.models import ContactPerson, Responsibility
from actions.services.links import link_make
from core.dates import today
from tests.factories import (
    CommitmentFactory,
    ContactPersonFactory,
    GovernmentFactory,
    OrganisationFactory,
    ResponsibilityFactory,
    UserFactory,
)

from .owners_world import sent_by

pytestmark = pytest.mark.django_db

ACTS = ["inspect", "edit", "give", "erase"]


def url(name, *args):
    return reverse(f"contact_persons:{name}", args=args)


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def organisation(government):
    return OrganisationFactory(government=government, kind="federal")


@pytest.fixture
def contact(organisation):
    return ContactPersonFactory(organisation=organisation, name="Ann Dubois", email="ann@example.org")


@pytest.fixture
def responsibility(contact):
    return ResponsibilityFactory(contact=contact, commitment=CommitmentFactory(organisation=contact.organisation))


@pytest.fixture
def coordinator(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def inside(client, coordinator):
    client.force_login(coordinator)
    return client


def is_missing(client, address):
    """Whether there is nothing at that address; Django looks for it in the languages first."""
    return client.get(address, follow=True).status_code == 404


def form(contact, **changes):
    return {
        "organisation": contact.organisation_id, "name": contact.name, "email": contact.email,
        "language": contact.language,
    } | changes  # fmt: skip


def test_a_coordinator_sees_the_people_of_their_own_government(inside, contact):
    other = ContactPersonFactory(name="Iemand Anders")

    text = inside.get(url("index")).text

    assert contact.name in text
    assert other.name not in text


@pytest.mark.parametrize("name", ACTS)
def test_the_people_of_another_government_are_not_there(inside, name):
    other = ContactPersonFactory(organisation=OrganisationFactory(government=GovernmentFactory(), kind="regional"))

    assert is_missing(inside, url(name, other.pk))
    inside.post(url("link", other.pk))
    assert not mail.outbox


@pytest.mark.parametrize("name", ["end", "hand_over"])
def test_what_people_of_another_government_report_on_is_out_of_reach(inside, name):
    other = ResponsibilityFactory()

    assert is_missing(inside, url(name, other.pk))
    inside.post(url(name, other.pk), {"sure": "on", "to": ContactPersonFactory().pk})
    assert Responsibility.objects.get(pk=other.pk).until is None


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", ["dutch-editor", "federal-moderator", "analyst", "partner-manager", "translator"])
def test_other_roles_see_nobody(client, person, contact, government, role, name):
    client.force_login(person(role, government=government))

    for address in (url("index"), url("add"), url(name, contact.pk)):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")


def test_an_administrator_sees_everybody(client, person, contact):
    client.force_login(person("administrator", government=GovernmentFactory()))
    pledger = ContactPersonFactory()

    for one in (contact, pledger):
        assert client.get(url("inspect", one.pk)).status_code == 200
    assert 'name="user"' in client.get(url("edit", contact.pk)).text


def test_a_coordinator_without_a_service_sees_nobody(client, person, contact):
    client.force_login(person("plan-coordinator"))
    pledger = ContactPersonFactory(name="Zonder Overheid")

    text = client.get(url("index")).text

    assert contact.name not in text
    assert pledger.name not in text


def test_a_person_is_added_for_an_organisation_of_ones_own_government_only(inside, organisation):
    made = ContactPerson(organisation=organisation, name="Bea", email="bea@example.org", language="fr")
    foreign = OrganisationFactory(government=GovernmentFactory(), kind="regional")

    refused = inside.post(url("add"), form(made, organisation=foreign.pk))
    assert refused.status_code == 200
    assert not ContactPerson.objects.exists()

    response = inside.post(url("add"), form(made))
    assert response.url == url("inspect", ContactPerson.objects.get().pk)


def test_a_person_is_changed(inside, contact):
    inside.post(url("edit", contact.pk), form(contact, name="Ann De Bois"))

    contact.refresh_from_db()
    assert contact.name == "Ann De Bois"


def test_an_address_belongs_to_one_person(inside, contact):
    response = inside.post(url("add"), form(contact, email="ANN@example.org"))

    assert response.status_code == 200
    assert ContactPerson.objects.count() == 1


def test_only_an_administrator_ties_a_person_to_a_log_in(client, inside, person, contact, coordinator):
    inside.post(url("edit", contact.pk), form(contact, user=coordinator.pk))
    contact.refresh_from_db()
    assert contact.user is None

    client.force_login(person("administrator"))
    client.post(url("edit", contact.pk), form(contact, user=coordinator.pk))
    contact.refresh_from_db()
    assert contact.user == coordinator


def test_a_commitment_of_their_organisation_is_given(inside, contact):
    commitment = CommitmentFactory(organisation=contact.organisation)
    foreign = CommitmentFactory()

    refused = inside.post(url("give", contact.pk), {"commitment": foreign.pk, "since": "2026-01-01"})
    assert refused.status_code == 200
    assert not contact.responsibilities.exists()

    inside.post(url("give", contact.pk), {"commitment": commitment.pk, "since": "2026-01-01"})
    assert contact.responsibilities.get().commitment == commitment
    assert str(commitment) in inside.get(url("inspect", contact.pk)).text


@pytest.mark.parametrize("since", ["1900-01-01", "x", "", "99999-01-01"])
def test_a_wrong_day_is_refused_in_words(inside, contact, since):
    commitment = CommitmentFactory(organisation=contact.organisation)

    response = inside.post(url("give", contact.pk), {"commitment": commitment.pk, "since": since})

    assert response.status_code == 200
    assert not contact.responsibilities.exists()


def test_a_responsibility_is_ended_today(inside, responsibility):
    assert inside.get(url("end", responsibility.pk)).status_code == 200
    inside.post(url("end", responsibility.pk), {"sure": "on"})

    responsibility.refresh_from_db()
    assert responsibility.until == today()
    assert not Responsibility.objects.open().exists()
    assert is_missing(inside, url("end", responsibility.pk))


def test_a_commitment_is_handed_over_in_one_act(inside, contact, responsibility):
    successor = ContactPersonFactory(organisation=contact.organisation)

    inside.post(url("hand_over", responsibility.pk), {"to": successor.pk})

    (now,) = Responsibility.objects.open()
    assert (now.contact, now.commitment, now.since) == (successor, responsibility.commitment, today())


def test_a_commitment_is_not_handed_over_to_another_organisation(inside, government, responsibility):
    stranger = ContactPersonFactory(organisation=OrganisationFactory(government=government, kind="federal"))

    response = inside.post(url("hand_over", responsibility.pk), {"to": stranger.pk})

    assert response.status_code == 200
    assert Responsibility.objects.open().get() == responsibility


def test_a_link_is_sent_now_and_once_in_ten_minutes(inside, contact):
    for _click in range(2):
        assert inside.post(url("link", contact.pk)).url == url("inspect", contact.pk)

    assert [sent.to for sent in mail.outbox] == [[contact.email]]
    assert inside.get(url("link", contact.pk)).status_code == 405


def test_a_person_is_erased_after_a_second_look_and_what_they_sent_stays(inside, contact, responsibility):
    report = sent_by(contact, responsibility.commitment)
    link_make(contact=contact, at=timezone.now())
    contact.user = UserFactory()
    contact.save()
    assert inside.get(url("erase", contact.pk)).status_code == 200
    inside.post(url("erase", contact.pk))
    assert ContactPerson.objects.get().name == "Ann Dubois", "not without the second look"

    inside.post(url("erase", contact.pk), {"sure": "on"})

    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.user) == ("", "", None)
    assert not contact.links.exists()
    assert not Responsibility.objects.open().exists()
    report.refresh_from_db()
    assert report.contact == contact
    assert is_missing(inside, url("inspect", contact.pk))


def test_the_log_names_nobody(inside, contact, responsibility):
    inside.post(url("add"), form(contact, name="Bea Dubois", email="bea@example.org"))
    inside.post(url("edit", contact.pk), form(contact, name="Ann Dubois-Janssens"))
    inside.post(url("link", contact.pk))
    inside.post(url("end", responsibility.pk), {"sure": "on"})
    inside.post(url("erase", contact.pk), {"sure": "on"})

    entries = ModelLogEntry.objects.all()
    assert {entry.action for entry in entries} == {
        "wagtail.create", "wagtail.edit", "actions.link_sent", "actions.responsibility_ended",
        "actions.contact_erased",
    }  # fmt: skip
    for entry in entries:
        assert "Dubois" not in f"{entry.label}{entry.data}"
        assert "@" not in f"{entry.label}{entry.data}"
        assert entry.message != "Unknown wagtail action"


def test_nobody_chooses_exports_or_deletes_a_person_elsewhere(inside, contact):
    for name in ("delete", "history", "usage", "copy"):
        with pytest.raises(NoReverseMatch):
            url(name, contact.pk)
    assert not hasattr(ContactPerson, "snippet_viewset")
    assert not hasattr(ContactPerson, "search_fields")
    assert "export=" not in inside.get(url("index")).text


def test_the_list_is_searched_by_name(inside, contact):
    ContactPersonFactory(organisation=contact.organisation, name="Zoë Peeters")

    text = inside.get(url("index"), {"q": "dubois"}).text

    assert "Ann Dubois" in text
    assert "Zoë Peeters" not in text


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(inside, organisation):
    counts = []
    for number in (3, 27):
        ContactPersonFactory.create_batch(number, organisation=organisation)
        inside.get(url("index"))
        with CaptureQueriesContext(connection) as queries:
            inside.get(url("index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
