"""A joint pledge: every partner reads the very text that becomes public, and says yes or no to it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from actions.services.pledges import (
    NobodyThere,
    NotEditable,
    proposal_ask,
    proposal_reopen,
    proposal_submit,
    proposal_take_back,
    proposal_take_out,
    unconfirmed,
)
from partners.models import Succession
from tests.factories import OrganisationFactory, person_in_role

from .pledging_world import AT, LANGUAGES, again, answered, drafted, joint, rewritten, speaker, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(site):
    return speaker()


@pytest.fixture
def partner(site):
    return speaker(language="fr")


@pytest.fixture
def asked(leader, partner):
    return joint(leader, partner)


def test_the_administrators_of_each_partner_are_asked_in_their_language(
    leader, partner, mailoutbox, django_capture_on_commit_callbacks
):
    dutch = speaker(language="nl")
    speaker(dutch.organisation, role="member")

    with django_capture_on_commit_callbacks(execute=True):
        proposal = joint(leader, partner, dutch)
        joint_again = proposal_ask(proposal=proposal, by=leader.user)

    letters = {mail.to[0]: mail for mail in mailoutbox}
    assert set(letters) == {partner.user.email, dutch.user.email}
    assert len(mailoutbox) == 2
    assert joint_again.state == "confirming"
    for who, language, title in ((partner, "fr", "Gobelets réutilisables"), (dutch, "nl", "Herbruikbare bekers")):
        assert title in letters[who.user.email].subject
        assert url("proposal", language, proposal.key) in letters[who.user.email].body


def test_it_goes_to_the_secretariat_only_when_every_partner_confirmed(leader, partner):
    second = speaker()
    proposal = joint(leader, partner, second)
    answered(proposal, partner)

    with pytest.raises(ValidationError):
        proposal_submit(proposal=proposal, by=leader.user, at=AT)
    answered(proposal, second)
    assert proposal_submit(proposal=proposal, by=leader.user, at=AT).state == "submitted"
    assert proposal_take_back(proposal=proposal, by=leader.user).state == "confirming"
    assert proposal_submit(proposal=proposal, by=leader.user, at=AT).state == "submitted"


def test_a_changed_word_asks_everybody_anew_and_an_unchanged_text_nobody(
    leader, partner, asked, mailoutbox, django_capture_on_commit_callbacks
):
    answered(asked, partner)
    proposal_reopen(proposal=asked, by=leader.user)
    with django_capture_on_commit_callbacks(execute=True):
        proposal_ask(proposal=asked, by=leader.user, at=AT)
    assert unconfirmed(again(asked)) == []
    assert not mailoutbox

    proposal_reopen(proposal=asked, by=leader.user)
    rewritten(asked, leader.user, measure_fr="Autre chose")
    assert unconfirmed(again(asked)) == [partner.organisation.code]
    with pytest.raises(ValidationError):
        proposal_submit(proposal=asked, by=leader.user, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        proposal_ask(proposal=asked, by=leader.user, at=AT)
    assert [mail.to for mail in mailoutbox] == [[partner.user.email]]
    assert asked.confirmations.get().state == "asked"


def test_while_partners_are_asked_nobody_edits(leader, asked):
    with pytest.raises(NotEditable):
        rewritten(asked, leader.user, reason="Nog iets")


def test_who_declines_says_why_and_the_leader_reads_it(
    client, leader, partner, asked, mailoutbox, django_capture_on_commit_callbacks
):
    with pytest.raises(ValidationError):
        answered(asked, partner, confirms=False, words=" \n")
    with django_capture_on_commit_callbacks(execute=True):
        answered(asked, partner, confirms=False, words="Te vaag <b>")
        answered(asked, partner, confirms=False, words="Te vaag <b>")

    assert [mail.to for mail in mailoutbox] == [[leader.user.email]]
    assert "Te vaag" in mailoutbox[0].body
    client.force_login(leader.user)
    assertContains(client.get(url("proposal", "nl", asked.key)), "Te vaag &lt;b&gt;")
    assertContains(client.get(url("list")), "Herbruikbare bekers")
    with pytest.raises(ValidationError):
        proposal_submit(proposal=asked, by=leader.user, at=AT)

    proposal_take_out(proposal=asked, organisation=partner.organisation, by=leader.user)
    assert proposal_submit(proposal=asked, by=leader.user, at=AT).state == "submitted"
    assert not asked.confirmations.exists()


def test_taking_one_partner_out_asks_the_others_nothing(leader, partner):
    second = speaker()
    proposal = joint(leader, partner, second)
    answered(proposal, second)
    proposal_take_out(proposal=proposal, organisation=partner.organisation, by=leader.user)
    assert proposal_submit(proposal=proposal, by=leader.user, at=AT).state == "submitted"


def test_until_it_is_sent_a_partner_can_say_otherwise(leader, partner, asked):
    answered(asked, partner)
    answered(asked, partner, confirms=False, words="Toch niet")
    assert unconfirmed(again(asked)) == [partner.organisation.code]
    answered(asked, partner)
    assert "said" not in again(asked).typed or again(asked).typed["said"] == {}
    proposal_submit(proposal=asked, by=leader.user, at=AT)

    with pytest.raises(NotEditable):
        answered(asked, partner, confirms=False, words="Te laat")
    assert asked.confirmations.get().state == "confirmed"


def test_an_older_text_cannot_be_confirmed(leader, partner, asked):
    old = asked.digest
    proposal_reopen(proposal=asked, by=leader.user)
    rewritten(asked, leader.user, text_nl="Iets anders.")
    proposal = proposal_ask(proposal=asked, by=leader.user, at=AT)

    for forged in (old, "", "0" * 64):
        with pytest.raises(ValidationError):
            answered(proposal, partner, digest=forged)
    answered(proposal, partner)
    assert unconfirmed(again(proposal)) == []


def test_only_an_administrator_of_that_partner_answers(leader, partner, asked):
    member, other = speaker(partner.organisation, role="member"), speaker()
    for who in (member, other, leader):
        with pytest.raises(PermissionDenied):
            answered(asked, who)
    member.organisation = partner.organisation
    with pytest.raises(PermissionDenied):
        answered(asked, member)
    other.organisation = partner.organisation
    with pytest.raises(PermissionDenied):
        answered(asked, other)


def test_of_a_partner_without_anybody_the_leader_is_told_and_the_secretariat_once(
    client, leader, mailoutbox, django_capture_on_commit_callbacks
):
    manager = person_in_role("partner-manager", email="manager@example.org", language="fr")
    empty = OrganisationFactory(account_manager=manager, name_nl="De Lege", name_fr="Le Vide")
    proposal = drafted(leader, partners=[empty.code])

    for _click in range(2):
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(NobodyThere):
            proposal_ask(proposal=proposal, by=leader.user, at=AT)

    assert [mail.to for mail in mailoutbox] == [["manager@example.org"]]
    assert "Le Vide" in mailoutbox[0].subject
    client.force_login(leader.user)
    version = again(proposal).version
    data = {**again(proposal).typed, "version": version, "act": "send", "milestones": ""}
    response = client.post(url("edit", "nl", proposal.key), data)
    assertContains(response, "De Lege", status_code=422)
    assert again(proposal).state == "draft"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partner_reads_the_whole_text_and_answers_in_its_space(client, leader, partner, asked, language):
    client.force_login(partner.user)
    page = client.get(url("proposal", language, asked.key))
    assertContains(page, "Gobelets réutilisables")
    assertContains(page, "Het aantal wegwerpbekers dat we nog kopen.")
    assertContains(client.get(url("list", language)), url("proposal", language, asked.key))
    answer = {"as": partner.organisation.code, "digest": asked.digest}

    refused = client.post(url("answer", language, asked.key), answer | {"act": "decline", "words": " "})
    assertContains(refused, f'href="#words-{partner.organisation.code}"', status_code=422)
    assertContains(refused, f'aria-describedby="words-{partner.organisation.code}_error"', status_code=422)
    assert client.post(url("answer", language, asked.key), answer | {"as": "forged"}).status_code == 404
    client.post(url("answer", language, asked.key), answer | {"act": "confirm"})
    assert asked.confirmations.get().state == "confirmed"
    assert client.get(url("edit", language, asked.key)).status_code == 404
    assert client.post(url("proposal", language, asked.key), {"act": "send"}).status_code == 404


def test_a_partner_does_not_read_a_text_that_is_being_changed(client, leader, partner, asked):
    proposal_reopen(proposal=asked, by=leader.user)
    rewritten(asked, leader.user, reason="Nog geheim")
    client.force_login(partner.user)
    assertNotContains(client.get(url("proposal", "nl", asked.key)), "Nog geheim")
    assertNotContains(client.get(url("list")), url("proposal", "nl", asked.key))


def test_a_new_colleague_of_a_partner_reads_it_and_who_was_taken_out_does_not(client, leader, partner, asked):
    colleague = speaker(partner.organisation, role="member")
    client.force_login(colleague.user)
    page = client.get(url("proposal", "nl", asked.key))
    assertContains(page, "Herbruikbare bekers")
    assertNotContains(page, 'value="confirm"')
    proposal_take_out(proposal=asked, organisation=partner.organisation, by=leader.user)
    assert client.get(url("proposal", "nl", asked.key)).status_code == 404


def test_the_buttons_of_the_leader_take_each_step_once(client, leader, partner, asked):
    client.force_login(leader.user)
    here = url("proposal", "nl", asked.key)
    for act in ("forged", "send", "back", "out:forged", "out:"):
        client.post(here, {"act": act})
        assert again(asked).state == "confirming"
    answered(asked, partner)
    assertContains(client.get(here), 'value="send"')
    for _click in range(2):
        client.post(here, {"act": "send"})
    assert again(asked).state == "submitted"
    assert client.post(here, {"act": "change"}).status_code == 302
    assert again(asked).state == "submitted"
    client.post(here, {"act": "back"})
    assert client.post(here, {"act": "change"}).url == url("edit", "nl", asked.key)
    client.post(here, {"act": "drop"})
    assert again(asked).state == "withdrawn"
    assert client.get(here).status_code == 200


def test_what_a_partner_merged_into_answers_for_it(leader, partner, asked):
    heir = speaker()
    Succession.objects.create(
        predecessor=partner.organisation, successor=heir.organisation, kind="merged", on=AT.date()
    )
    partner.organisation.archived_at = AT
    partner.organisation.save()

    confirmation = asked.confirmations.get()
    heir.organisation = confirmation.organisation
    assert answered(asked, heir).state == "confirmed"
