"""Who speaks for an organisation: roles, leaving, what readers see, and what the secretariat does about it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actions.models import ContactPerson, Responsibility
from core.dates import today
from partners.models import Invitation, Organisation, OrganisationDomain, Representative
from partners.services.representatives import (
    invitation_send,
    representative_add,
    representative_end,
    representative_role,
)
from partners.signals import representation_ended
from tests.factories import (
    CommitmentFactory,
    ContactPersonFactory,
    OrganisationFactory,
    PledgeFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    UserFactory,
    person_in_role,
)

from .people_world import person, speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(site):
    """Somebody who administers an organisation, alone."""
    return speaker(OrganisationFactory(code="voorbeeld"), "chef@voorbeeld.be", first_name="Chris", last_name="Baas")


@pytest.fixture
def member(chief):
    return speaker(chief.organisation, "lid@voorbeeld.be", role="member")


# --- Roles and ends --------------------------------------------------------------------------------------------------


def test_an_organisation_keeps_an_administrator_until_that_one_leaves(chief, member):
    with pytest.raises(ValidationError):
        representative_role(representative=chief, role="member", by=chief.user)

    representative_role(representative=member, role="administrator", by=chief.user)

    assert representative_role(representative=chief, role="member", by=chief.user).role == "member"


def test_only_administrators_and_the_secretariat_change_roles_or_end_them(chief, member):
    past = RepresentativeFactory(organisation=chief.organisation, until=date(2021, 1, 1)).user
    for by in (member.user, past, RepresentativeFactory().user, person_in_role("analyst")):
        with pytest.raises(PermissionDenied):
            representative_role(representative=member, role="administrator", by=by)
        with pytest.raises(PermissionDenied):
            representative_end(representative=chief, by=by)

    assert representative_role(representative=member, role="administrator", by=person_in_role("partner-manager"))


def test_a_role_that_ended_is_over_today_and_its_row_stays(chief, member):
    heard = []

    def listen(representative, **kwargs):
        heard.append(representative)

    representation_ended.connect(listen)
    try:
        representative_end(representative=member, by=chief.user)
        representative_end(representative=member, by=chief.user)
    finally:
        representation_ended.disconnect(listen)

    assert heard == [member], "ending it twice is ending it once"
    assert Representative.objects.get(pk=member.pk).until == today()
    assert not Organisation.objects.of(member.user)
    with pytest.raises(ValidationError):
        representative_role(representative=member, role="administrator", by=chief.user)


def test_who_left_can_come_back_on_the_same_day(chief, member):
    representative_end(representative=member, by=member.user)

    back = representative_add(organisation=chief.organisation, user=member.user)

    assert back.pk != member.pk
    assert list(Organisation.objects.of(member.user)) == [chief.organisation]


def test_who_is_there_already_may_become_an_administrator_but_not_lose_it(chief, member):
    assert representative_add(organisation=chief.organisation, user=member.user, role="administrator") == member
    assert representative_add(organisation=chief.organisation, user=chief.user, role="member").is_administrator
    assert Representative.objects.count() == 2


def test_the_secretariat_hears_when_nobody_administers(chief, member, mailoutbox, django_capture_on_commit_callbacks):
    manager = person_in_role("partner-manager", language="fr")
    known = person_in_role("partner-manager")
    with django_capture_on_commit_callbacks(execute=True):
        representative_end(representative=member, by=member.user)
    assert not mailoutbox

    with django_capture_on_commit_callbacks(execute=True):
        representative_end(representative=chief, by=chief.user)

    assert {mail.to[0] for mail in mailoutbox} == {manager.email, known.email}
    assert "Baas" not in "".join(mail.body + mail.subject for mail in mailoutbox)


def test_the_account_manager_alone_hears_where_there_is_one(chief, mailoutbox, django_capture_on_commit_callbacks):
    person_in_role("partner-manager")
    known = person_in_role("partner-manager")
    Organisation.objects.filter(pk=chief.organisation.pk).update(account_manager=known)

    with django_capture_on_commit_callbacks(execute=True):
        representative_end(representative=chief, by=chief.user)

    assert [mail.to for mail in mailoutbox] == [[known.email]]


# --- What apps above do ----------------------------------------------------------------------------------------------


def test_who_leaves_reports_no_longer_for_that_organisation(chief):
    contact = ContactPersonFactory(organisation=chief.organisation, user=chief.user)
    theirs = ResponsibilityFactory(contact=contact, commitment__organisation=chief.organisation)
    elsewhere = ResponsibilityFactory(contact=contact)

    representative_end(representative=chief, by=chief.user)

    theirs.refresh_from_db()
    assert theirs.until == today()
    assert list(Responsibility.objects.open().filter(contact=contact)) == [elsewhere]


def test_the_pledges_of_who_leaves_go_to_the_administrators(chief, member):
    pledge = PledgeFactory(commitment__organisation=chief.organisation)
    ResponsibilityFactory(contact=ContactPersonFactory(user=member.user), commitment=pledge.commitment)

    representative_end(representative=member, by=member.user)

    assert [row.contact.user for row in Responsibility.objects.open()] == [chief.user]


def test_who_leaves_is_not_held_back_by_the_address_of_a_colleague(chief, member):
    pledge = PledgeFactory(commitment__organisation=chief.organisation)
    ResponsibilityFactory(contact=ContactPersonFactory(user=member.user), commitment=pledge.commitment)
    ContactPersonFactory(email=chief.user.email, user=UserFactory())

    representative_end(representative=member, by=member.user)

    assert not Responsibility.objects.open().exists()


def test_who_speaks_for_another_that_promised_it_too_goes_on(chief):
    other = RepresentativeFactory(user=chief.user)
    contact = ContactPersonFactory(organisation=chief.organisation, user=chief.user)
    commitment = CommitmentFactory(organisation=other.organisation)
    commitment.co_owners.create(organisation=chief.organisation)
    joint = ResponsibilityFactory(contact=contact, commitment=commitment)

    representative_end(representative=chief, by=chief.user)

    joint.refresh_from_db()
    assert joint.until is None


def test_who_logs_in_is_the_contact_person_with_the_same_confirmed_address(client, site):
    known, unconfirmed = ContactPersonFactory(email="An@voorbeeld.be"), ContactPersonFactory(email="bo@voorbeeld.be")
    taken = ContactPersonFactory(email="cis@voorbeeld.be", user=person("iemand@voorbeeld.be"))
    people = [person("an@voorbeeld.be"), person("bo@voorbeeld.be", verified=False), person("cis@voorbeeld.be")]
    for somebody in people:
        client.force_login(somebody)

    assert ContactPerson.objects.get(pk=known.pk).user == people[0]
    assert ContactPerson.objects.get(pk=unconfirmed.pk).user is None
    assert ContactPerson.objects.get(pk=taken.pk).user.email == "iemand@voorbeeld.be"


# --- The screens -----------------------------------------------------------------------------------------------------


def test_an_administrator_changes_and_ends_roles_from_the_list(client, chief, member):
    client.force_login(chief.user)
    people = reverse("space:people", args=["voorbeeld"])

    assert "lid@voorbeeld.be" in client.get(people).text
    client.post(reverse("space:role", args=["voorbeeld", member.pk]), {"role": "administrator"})
    member.refresh_from_db()
    assert member.is_administrator
    end = reverse("space:end", args=["voorbeeld", member.pk])
    client.get(end)
    assert Representative.objects.current().filter(pk=member.pk).exists(), "looking changes nothing"
    client.post(end)

    assert not Representative.objects.current().filter(pk=member.pk).exists()
    assert 'id="past"' in client.get(people).text


def test_the_last_administrator_stays_one_and_is_told_what_leaving_does(client, chief, member):
    client.force_login(chief.user)

    refused = client.post(reverse("space:role", args=["voorbeeld", chief.pk]), {"role": "member"}, follow=True)
    leave = reverse("space:leave", args=["voorbeeld"])
    asked = client.get(leave)
    response = client.post(leave)

    assert "notice--error" in refused.text
    assert "notice--warning" in asked.text
    assert response.url == reverse("space:home")
    assert client.get(reverse("space:organisation", args=["voorbeeld"])).status_code == 404


@pytest.mark.parametrize("name", ["role", "end", "invite", "withdraw_invitation"])
def test_acts_of_administrators_are_not_there_for_others(client, chief, member, name):
    outsider = speaker(OrganisationFactory(code="ander"), "x@ander.example")
    row = {"withdraw_invitation": 1}.get(name, chief.pk)
    for user, code in ((member.user, "voorbeeld"), (outsider.user, "voorbeeld"), (outsider.user, "ander")):
        args = [code] if name == "invite" else [code, row]
        if name == "invite" and code == "ander":
            continue
        client.force_login(user)
        assert client.post(reverse(f"space:{name}", args=args), {"role": "member"}).status_code == 404
    assert Representative.objects.current().get(pk=chief.pk).is_administrator


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_wrong_numbers_of_people_lead_nowhere(client, chief, pk):
    client.force_login(chief.user)

    for name in ("role", "end", "withdraw_invitation", "colleague"):
        assert client.post(reverse(f"space:{name}", args=["voorbeeld", pk]), {"role": "x"}).status_code == 404
    assert client.post(reverse("space:withdraw_claim", args=[pk])).status_code == 404
    assert client.get(reverse("space:invited", args=[pk])).status_code == 404


def test_a_member_sees_colleagues_but_no_addresses_of_named_ones_and_no_past(client, chief, member):
    RepresentativeFactory(organisation=chief.organisation, until=date(2021, 1, 1), user__first_name="Vroeger")
    client.force_login(member.user)

    text = client.get(reverse("space:people", args=["voorbeeld"])).text

    assert "Chris Baas" in text
    assert "chef@voorbeeld.be" not in text
    assert "Vroeger" not in text


def test_the_people_take_as_many_queries_for_three_as_for_thirty(client, chief, django_assert_max_num_queries):
    client.force_login(chief.user)
    address = reverse("space:people", args=["voorbeeld"])
    RepresentativeFactory.create_batch(2, organisation=chief.organisation)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    RepresentativeFactory.create_batch(27, organisation=chief.organisation)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_everybody_decides_what_readers_see_of_them(client, chief, member):
    client.force_login(member.user)
    address = reverse("space:myself", args=["voorbeeld"])

    for wrong in ({"shown": "everything"}, {"shown": "name", "function_nl": "Chef\u202e"}):
        assert "error-summary" in client.post(address, wrong).text
    client.post(address, {"shown": "name", "function_nl": " Adviseur ", "function_fr": "Conseillère"})

    member.refresh_from_db()
    assert (member.shown, member.function_nl, member.function_fr) == ("name", "Adviseur", "Conseillère")


def test_people_of_an_organisation_see_their_account_manager(client, chief):
    address = reverse("space:organisation", args=["voorbeeld"])
    client.force_login(chief.user)
    assert 'id="manager"' not in client.get(address).text
    known = person_in_role("partner-manager", first_name="Mia", last_name="Kent")
    Organisation.objects.filter(pk=chief.organisation.pk).update(account_manager=known)

    text = client.get(address).text

    assert "Mia Kent" in text
    assert f"mailto:{known.email}" in text


# --- The secretariat -------------------------------------------------------------------------------------------------


@pytest.fixture
def manager(client, chief):
    manager = person_in_role("partner-manager")
    client.force_login(manager)
    return manager


def test_the_dossier_shows_the_people_and_domains_to_who_may_see_them(client, chief, manager):
    OrganisationDomain.objects.create(organisation=chief.organisation, name="voorbeeld.be")
    address = reverse(Organisation.snippet_viewset.get_url_name("inspect"), args=[chief.organisation.pk])

    shown = client.get(address).text
    client.force_login(person_in_role("analyst"))
    hidden = client.get(address).text

    for text in ("Chris Baas", "voorbeeld.be", reverse("representatives:add", args=[chief.organisation.pk])):
        assert text in shown
        assert text not in hidden


def test_the_secretariat_adds_who_is_known_and_invites_who_is_not(client, chief, manager, mailoutbox):
    known = person("nieuw@voorbeeld.be")
    person("onbevestigd@voorbeeld.be", verified=False)
    address = reverse("representatives:add", args=[chief.organisation.pk])

    for email in ("Nieuw@voorbeeld.be", "onbevestigd@voorbeeld.be"):
        response = client.post(address, {"email": email, "role": "administrator", "language": "fr"})
        assert response.status_code == 302

    assert Representative.objects.current().administrators().filter(user=known).exists()
    assert Invitation.objects.open().get().email == "onbevestigd@voorbeeld.be"
    assert mailoutbox[-1].extra_headers["Content-Language"] == "fr"


def test_the_secretariat_changes_and_ends_roles(client, chief, member, manager):
    assert client.post(reverse("representatives:role", args=[member.pk]), {"role": "administrator"}).status_code == 302
    assert client.post(reverse("representatives:end", args=[chief.pk]), {"sure": "on"}).status_code == 302

    assert list(Representative.objects.current().values_list("user__email", "role")) == [
        ("lid@voorbeeld.be", "administrator")
    ]
    assert client.get(reverse("representatives:end", args=[chief.pk]), follow=True).status_code == 404


@pytest.mark.parametrize("typed", ["Example.ORG", "an@example.org", "https://www.example.org"])
def test_a_domain_is_confirmed_as_it_stands_in_the_dns(client, chief, manager, typed):
    client.post(reverse("representatives:add_domain", args=[chief.organisation.pk]), {"name": typed})

    domain = OrganisationDomain.objects.get()
    assert (domain.name, domain.organisation) == ("example.org", chief.organisation)
    client.post(reverse("representatives:remove_domain", args=[domain.pk]), {"sure": "on"})
    assert not OrganisationDomain.objects.exists()


@pytest.mark.parametrize(
    "typed", ["gmail.com", "exаmple.org", "localhost", "10.0.0.1", "a b.be", "\x00.be", "taken.be"]
)
def test_a_domain_that_proves_nothing_is_refused(client, chief, manager, typed):
    OrganisationDomain.objects.create(organisation=OrganisationFactory(), name="taken.be")

    response = client.post(reverse("representatives:add_domain", args=[chief.organisation.pk]), {"name": typed})

    assert response.status_code == 200
    assert OrganisationDomain.objects.count() == 1


def test_an_invitation_of_the_secretariat_can_be_accepted_where_nobody_administers(site, client):
    organisation = OrganisationFactory()
    invitation = invitation_send(
        organisation=organisation,
        email="nieuw@voorbeeld.be",
        role="administrator",
        language="nl",
        by=person_in_role("partner-manager"),
    )
    client.force_login(person("nieuw@voorbeeld.be"))

    client.post(reverse("space:invited", args=[invitation.pk]), {"answer": "yes"})

    assert Representative.objects.current(on=today() + timedelta(days=1)).administrators().exists()
