"""Invitations by mail: a secret link for one address, for two weeks, and once."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from partners.models import Invitation, Representative
from partners.services.invitations import (
    InvitationRefused,
    invitation_accept,
    invitation_send,
    invitation_with,
    invitation_withdraw,
    invitations_for,
    invitations_forget,
)
from tests.factories import OrganisationFactory, RepresentativeFactory

from .people_world import person, speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(site):
    """Somebody who administers an organisation."""
    return speaker(OrganisationFactory(code="voorbeeld", name_nl="Voorbeeld", name_fr="Exemple"), "chef@voorbeeld.be")


def send(chief, email="nieuw@voorbeeld.be", role="member", language="nl", **values):
    return invitation_send(
        organisation=chief.organisation, email=email, role=role, language=language, by=chief.user, **values
    )


def secret_in(mail):
    return re.search(r"https?://\S+/([^/\s]+)/\s", mail.body)[1]


# --- Sending ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), [("nl", "Voorbeeld"), ("fr", "Exemple")])
def test_an_invitation_goes_out_in_its_language_and_only_its_hash_is_kept(chief, mailoutbox, language, name):
    with override("fr" if language == "nl" else "nl"):
        invitation = send(chief, language=language)

    (mail,) = mailoutbox
    secret = secret_in(mail)
    assert mail.to == ["nieuw@voorbeeld.be"]
    assert mail.extra_headers["Content-Language"] == language
    assert name in mail.subject
    with override(language):
        assert reverse("space:invitation", args=[secret]) in mail.body
    assert secret not in str(Invitation.objects.values().get())
    assert invitation_with(secret=secret) == invitation


def test_nobody_is_invited_twice_nor_who_is_there_nor_oneself(chief):
    RepresentativeFactory(organisation=chief.organisation, user=person("lid@voorbeeld.be"), role="member")
    send(chief)

    for email in ("nieuw@voorbeeld.be", "NIEUW@voorbeeld.be", "lid@voorbeeld.be", "Chef@Voorbeeld.be"):
        with pytest.raises(ValidationError) as refusal:
            send(chief, email)
        assert "email" in refusal.value.error_dict
    assert Invitation.objects.count() == 1


def test_who_left_can_be_invited_again(chief):
    RepresentativeFactory(organisation=chief.organisation, user=person("oud@voorbeeld.be"), until="2024-01-01")

    assert send(chief, "oud@voorbeeld.be")


def test_only_so_many_invitations_are_open_and_go_out_in_an_hour(chief):
    now = timezone.now()
    for number in range(10):
        send(chief, f"{number}@voorbeeld.be", at=now)
    with pytest.raises(ValidationError):
        send(chief, at=now + timedelta(minutes=59))
    for number in range(10, 20):
        send(chief, f"{number}@voorbeeld.be", at=now + timedelta(hours=2))
    with pytest.raises(ValidationError):
        send(chief, at=now + timedelta(hours=4))

    assert send(chief, at=now + timedelta(days=15)), "the old ones are over"


def test_only_administrators_of_the_organisation_invite(chief):
    member = RepresentativeFactory(organisation=chief.organisation, role="member")
    past = RepresentativeFactory(organisation=chief.organisation, until="2024-01-01")

    for by in (member.user, past.user, RepresentativeFactory().user):
        with pytest.raises(PermissionDenied):
            invitation_send(
                organisation=chief.organisation, email="x@voorbeeld.be", role="member", language="nl", by=by
            )


def test_an_invitation_of_which_the_mail_fails_leaves_nothing(chief, monkeypatch):
    def refuse(self, messages):
        raise ConnectionError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    with pytest.raises(ValidationError):
        send(chief)
    assert not Invitation.objects.exists()


def test_an_archived_organisation_invites_nobody(chief):
    chief.organisation.archived_at = timezone.now()
    chief.organisation.save()

    with pytest.raises(ValidationError):
        send(chief)


# --- Accepting -------------------------------------------------------------------------------------------------------


def test_accepting_makes_a_representative_and_forgets_the_address(chief):
    user = person("nieuw@voorbeeld.be")
    invitation = send(chief, role="administrator")

    representative = invitation_accept(invitation=invitation, user=user)

    invitation.refresh_from_db()
    assert (representative.user, representative.role) == (user, "administrator")
    assert (invitation.email, invitation.representative) == ("", representative)
    assert Representative.objects.current().filter(user=user).exists()


def test_an_invitation_opens_once_for_its_own_address_and_while_it_lasts(chief):
    user, other = person("nieuw@voorbeeld.be"), person("ander@voorbeeld.be")
    unconfirmed = person("nog@voorbeeld.be", verified=False)
    invitation, late = send(chief), send(chief, "ander@voorbeeld.be")
    not_confirmed = send(chief, "nog@voorbeeld.be")

    for refused, who in ((invitation, other), (not_confirmed, unconfirmed)):
        with pytest.raises(InvitationRefused):
            invitation_accept(invitation=refused, user=who)
    with pytest.raises(InvitationRefused):
        invitation_accept(invitation=late, user=other, at=timezone.now() + timedelta(days=14, seconds=1))
    invitation_accept(invitation=invitation, user=user)
    with pytest.raises(InvitationRefused):
        invitation_accept(invitation=invitation, user=user)
    assert Representative.objects.filter(user__in=[user, other, unconfirmed]).count() == 1


def test_two_invitations_accepted_at_once_make_one_representative(chief):
    user = person("nieuw@voorbeeld.be")
    first = send(chief)
    Invitation.objects.filter(pk=first.pk).update(email="tweede@voorbeeld.be")
    user.emailaddress_set.create(email="tweede@voorbeeld.be", verified=True)
    second = send(chief, role="administrator")

    assert invitation_accept(invitation=first, user=user) == invitation_accept(invitation=second, user=user)
    assert Representative.objects.get(user=user).is_administrator


def test_addresses_of_old_and_withdrawn_invitations_are_forgotten(chief):
    withdrawn, old, fresh = send(chief, "a@voorbeeld.be"), send(chief, "b@voorbeeld.be"), send(chief, "c@voorbeeld.be")
    invitation_withdraw(invitation=withdrawn, by=chief.user)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now())

    assert invitations_forget() == 1
    assert [row.email for row in (withdrawn, old, fresh) if not row.refresh_from_db()] == ["", "", "c@voorbeeld.be"]


def test_open_invitations_to_ones_own_confirmed_addresses_are_found(chief):
    user = person("Nieuw@voorbeeld.be")
    person("x@voorbeeld.be")
    invitation = send(chief)
    send(chief, "x@voorbeeld.be")

    assert list(invitations_for(user)) == [invitation]
    assert not invitations_for(user, at=timezone.now() + timedelta(days=15))


# --- The screens -----------------------------------------------------------------------------------------------------


def test_the_whole_way_from_the_screen_to_a_colleague(client, chief, mailoutbox):
    client.force_login(chief.user)
    address = reverse("space:invite", args=["voorbeeld"])
    refused = client.post(address, {"email": "nieuw@vооrbeeld.be", "role": "member", "language": "fr"})
    assert 'id="id_email_error"' in refused.text, "letters of another alphabet"
    client.post(address, {"email": "nieuw@voorbeeld.be", "role": "member", "language": "nl"})
    link = reverse("space:invitation", args=[secret_in(mailoutbox[0])])
    client.logout()

    unknown = client.get(link)
    assert f"{reverse('account_login')}?next={link}" in unknown.text, "the link is kept"
    client.force_login(person("nieuw@voorbeeld.be"))
    assert Representative.objects.count() == 1, "looking changes nothing"
    assert reverse("space:invited", args=[Invitation.objects.get().pk]) in client.get(reverse("space:home")).text
    client.get(link)
    response = client.post(link, {"answer": "yes"})

    assert response.url == reverse("space:organisation", args=["voorbeeld"])
    assert client.post(link, {"answer": "yes"}).status_code == 404


def test_somebody_elses_invitation_says_nothing_of_whose_it_is(client, chief, mailoutbox):
    invitation = send(chief)
    link = reverse("space:invitation", args=[secret_in(mailoutbox[0])])
    client.force_login(person("ander@voorbeeld.be"))

    looked, taken = client.get(link), client.post(link, {"answer": "yes"})

    assert looked.status_code == 200
    assert taken.status_code == 404
    assert "nieuw@" not in looked.text + taken.text
    assert 'name="answer"' not in looked.text
    assert client.get(reverse("space:invited", args=[invitation.pk])).status_code == 404


@pytest.mark.parametrize("secret", ["x", "a" * 43, "é" * 20, "%00", "..", "a" * 3000])
def test_a_guessed_secret_opens_nothing(client, chief, secret):
    send(chief)

    assert client.get(reverse("space:invitation", args=[secret])).status_code == 404


def test_who_is_invited_may_say_no(client, chief, mailoutbox):
    invitation = send(chief)
    client.force_login(person("nieuw@voorbeeld.be"))

    client.post(reverse("space:invited", args=[invitation.pk]), {"answer": "no"})

    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    assert invitation.email == ""
    assert Representative.objects.count() == 1


def test_an_administrator_withdraws_only_invitations_of_the_own_organisation(client, chief):
    own, other = send(chief), send(speaker(OrganisationFactory(), "x@ander.example"))
    client.force_login(chief.user)

    client.post(reverse("space:withdraw_invitation", args=["voorbeeld", own.pk]))
    refused = client.post(reverse("space:withdraw_invitation", args=["voorbeeld", other.pk]))

    assert refused.status_code == 404
    assert list(Invitation.objects.open()) == [other]
