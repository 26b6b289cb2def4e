"""One's own contribution: read it, change it until the last day, withdraw it at any time; and nobody else's."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from consultations.after.mails import receipt_send
from consultations.models import Contribution, Draft, RespondentLink
from consultations.services.drafts import draft_about, draft_save
from consultations.services.sending import contribution_withdraw
from core.dates import today

from .afterwards import ADDRESS, about_of, address, browser_of, click, ready, running
from .world import ABOUT, Sample, sent

pytestmark = pytest.mark.django_db


def own(language="nl", **values):
    """(the browser that sent it, the contribution, its sample)."""
    consultation, sample = running(**values)
    draft = ready(consultation, sample, language=language)
    client = browser_of(draft)
    click(client, draft, language=language)
    mail.outbox.clear()
    return client, Contribution.objects.get(consultation=consultation), sample


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_own_page_shows_the_answers_in_the_language_of_the_reader(language):
    client, contribution, _sample = own("nl")

    page = client.get(address("contribution", contribution.reference, language=language))

    assertContains(page, f"single 1 ({language})")
    assertContains(page, contribution.digest)
    written_elsewhere = '<span lang="nl">Kort</span>'
    (assertContains if language == "fr" else assertNotContains)(page, written_elsewhere, html=True)


def test_an_edit_is_a_next_edition_with_a_receipt_and_a_mail_that_says_so():
    client, contribution, sample = own()
    before = contribution.digest

    to_check = client.post(address("edit", contribution.reference))
    assert to_check.url == address("check", contribution.consultation.code)
    assertContains(client.get(to_check.url), contribution.reference)
    contribution.refresh_from_db()
    assert (contribution.edition, contribution.digest) == (1, before)

    draft = Draft.objects.get(sent_at__isnull=True)
    draft_save(draft=draft, typed={sample.key("short"): "Korter"}, seen=0)
    page = client.get(click(client, draft).url)

    contribution.refresh_from_db()
    assert Contribution.objects.count() == 1
    assert (contribution.edition, contribution.receipts.count()) == (2, 2)
    assert contribution.digest != before
    assertContains(page, "in de plaats van wat u eerder verstuurde")
    assert "in de plaats van wat u eerder verstuurde" in mail.outbox[0].body
    assert "Korter" in mail.outbox[0].body
    own_page = client.get(address("contribution", contribution.reference))
    assertContains(own_page, before)
    assertContains(own_page, contribution.digest)


def test_editing_twice_goes_on_with_one_draft():
    client, contribution, _sample = own()

    for _time in range(2):
        client.post(address("edit", contribution.reference))

    assert contribution.drafts.filter(sent_at__isnull=True).count() == 1


def test_the_draft_of_the_edit_comes_before_another_draft_of_this_browser():
    client, contribution, sample = own()
    other = ready(contribution.consultation, sample, sample.typed() | {sample.key("short"): "Ander ontwerp"})
    client.post(address("edit", contribution.reference))
    session = client.session
    session["consultation_drafts"] = [*session["consultation_drafts"], str(other.key)]
    session.save()

    response = client.post(address("edit", contribution.reference), follow=True)

    assertContains(response, contribution.reference)
    assertNotContains(response, "Ander ontwerp")


def test_after_the_last_day_it_can_be_read_and_withdrawn_and_not_changed():
    client, contribution, _sample = own()
    type(contribution.consultation).objects.update(closes_on=today() - timedelta(days=1))

    page = client.get(address("contribution", contribution.reference))
    assertNotContains(page, address("edit", contribution.reference))
    refused = client.post(address("edit", contribution.reference), follow=True)
    assertContains(refused, "kan niet meer worden gewijzigd")
    assert not contribution.drafts.filter(sent_at__isnull=True).exists()

    client.post(address("withdraw", contribution.reference))
    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"


def test_withdrawing_is_asked_first_says_what_happens_and_is_mailed():
    client, contribution, _sample = own(keep_withdrawn_days=3)

    asked = client.get(address("withdraw", contribution.reference))
    contribution.refresh_from_db()
    assert contribution.state == "sent"
    assertContains(asked, "na 3 dagen gewist")
    assert mail.outbox == []

    done = client.post(address("withdraw", contribution.reference), follow=True)
    client.post(address("withdraw", contribution.reference))

    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"
    assert not Contribution.objects.counted().exists()
    assertContains(done, "worden gewist op")
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert "na 3 dagen gewist" in mail.outbox[0].body
    assertNotContains(client.get(address("contribution", contribution.reference)), "Uw bijdrage wijzigen")


@pytest.mark.parametrize("name", ["received", "contribution", "edit", "withdraw"])
def test_nobody_opens_what_others_sent(name):
    _client, contribution, _sample = own()
    stranger = own(sample=Sample())[0]

    for reference in (contribution.reference, contribution.reference[:-2] + "22"):
        url = address(name, reference)
        answer = stranger.post(url) if name == "edit" else stranger.get(url)
        assert answer.status_code == 404
        assert "no-store" in answer.headers["Cache-Control"]
        assertContains(answer, "Wij kunnen deze bijdrage niet tonen", status_code=404)
        assert stranger.post(address("withdraw", reference)).status_code == 404
    contribution.refresh_from_db()
    assert contribution.state == "sent"


def test_a_link_to_an_address_that_was_replaced_opens_nothing():
    consultation, sample = running()
    contribution = sent(consultation, sample, about=ABOUT, at=timezone.now())
    receipt_send(contribution, timezone.now())
    old = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    client = browser_of(contributions=[contribution])
    client.post(address("edit", contribution.reference))
    draft = Draft.objects.get(sent_at__isnull=True)
    draft_about(draft=draft, about=about_of(consultation, email="nieuw@voorbeeld.example"))

    click(client, draft)

    assert browser_of().get("/" + old.split("/", 3)[-1]).status_code == 404
    assert mail.outbox[-1].to == ["nieuw@voorbeeld.example"]
    assert RespondentLink.objects.count() == 1


def test_what_was_erased_is_said_and_not_changed():
    client, contribution, _sample = own()
    Contribution.objects.update(emptied_at=timezone.now())

    page = client.get(address("contribution", contribution.reference))

    assertContains(page, "zijn gewist")
    assert client.post(address("edit", contribution.reference)).url == address("contribution", contribution.reference)
    assert not contribution.drafts.filter(sent_at__isnull=True).exists()


def test_an_edit_that_was_open_when_it_was_withdrawn_cannot_be_sent():
    client, contribution, _sample = own()
    client.post(address("edit", contribution.reference))
    draft = Draft.objects.get(sent_at__isnull=True)
    contribution_withdraw(contribution=contribution)

    answer = click(client, draft)

    assertContains(answer, "Deze bijdrage is ingetrokken")
    contribution.refresh_from_db()
    assert (contribution.state, contribution.edition) == ("withdrawn", 1)
