"""What somebody keeps of what they sent: a page, a mail with a copy, and a link to come back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from consultations.about import About
from consultations.after.mails import receipt_is_sent, receipt_send
from consultations.after.unsent import mail_unsent, unmailed
from consultations.models import Contribution, RespondentLink
from consultations.services.drafts import draft_edit
from consultations.services.sending import contribution_send, contribution_withdraw
from core.dates import today

from .afterwards import ADDRESS, address, browser_of, click, ready, running
from .world import ABOUT, DURING, opened, sent

pytestmark = pytest.mark.django_db


def after_sending(language="nl", *, with_proof=True, **about):
    """(the browser, the contribution, the page that came after the button)."""
    consultation, sample = running()
    draft = ready(consultation, sample, language=language, **about)
    client = browser_of(draft)
    response = click(client, draft, with_proof=with_proof, language=language)
    return client, Contribution.objects.get(), client.get(response.url)


def link_in(text, word):
    return re.search(rf"http\S+/{word}/\S+/", text)[0].split("/", 3)[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ["Ontvangstbewijs", "tijd in Brussel"]), ("fr", ["Accusé de réception", "heure de Bruxelles"])],
)
def test_the_receipt_tells_reference_moment_and_digest_and_the_mail_has_a_copy(language, words):
    _client, contribution, page = after_sending(language)

    for shown in [contribution.reference, contribution.digest, ADDRESS, *words]:
        assertContains(page, shown)
    letter = mail.outbox[0]
    assert letter.to == [ADDRESS]
    assert words[0] in letter.subject
    for shown in [contribution.reference, contribution.digest, f"single 1 ({language})", "Lang\nin twee regels"]:
        assert shown in letter.body
    assert letter.extra_headers["Content-Language"] == language
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_of_the_mail_is_looked_at_without_effect_and_opens_by_its_button():
    _client, contribution, _page = after_sending()
    path = "/" + link_in(mail.outbox[0].body, "bijdrage")
    elsewhere = browser_of()

    looked = elsewhere.get(path)
    assert looked.status_code == 200
    assert elsewhere.get(address("contribution", contribution.reference)).status_code == 404
    contribution.refresh_from_db()
    assert contribution.confirmed_at is None

    opened_page = elsewhere.post(path, follow=True)
    assertContains(opened_page, "Anders zeggen")
    contribution.refresh_from_db()
    assert contribution.confirmed_at is not None


def test_without_an_address_nothing_is_mailed_and_the_page_says_how_to_come_back():
    _client, contribution, page = after_sending(email="")

    assert mail.outbox == []
    assertContains(page, "noteer de referentie")
    assert not receipt_is_sent(contribution, contribution.receipts.get())


def test_a_mail_that_was_refused_is_no_problem_is_logged_without_the_address_and_tried_again(settings, caplog):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.consultations.broken_mail.Backend"
    _client, contribution, page = after_sending()

    assertContains(page, "kon nog niet vertrekken")
    assertNotContains(page, "is gemaild naar")
    assert contribution.reference in caplog.text
    assert ADDRESS not in caplog.text
    assert not RespondentLink.objects.exists()

    at = timezone.now()
    assert mail_unsent(at + timedelta(hours=1), False)[1] is False

    settings.EMAIL_BACKEND = works
    assert mail_unsent(at, False)[0][0] == "receipts mailed: 0"
    assert mail_unsent(at + timedelta(hours=1), True) == (["receipts that would be mailed: 1"], True)
    assert mail_unsent(at + timedelta(hours=1), False)[0][0] == "receipts mailed: 1"
    assert mail_unsent(at + timedelta(hours=2), False)[0][0] == "receipts mailed: 0"
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert receipt_is_sent(contribution, contribution.receipts.get())


def test_the_daily_job_leaves_out_what_has_no_address_was_withdrawn_or_is_too_long_ago():
    consultation, sample = opened()
    sent(consultation, sample, about=About())
    withdrawn = sent(consultation, sample)
    contribution_withdraw(contribution=withdrawn, at=DURING)
    due = sent(consultation, sample)

    assert list(unmailed(DURING + timedelta(hours=1))) == [due]
    assert list(unmailed(DURING + timedelta(minutes=5))) == []
    assert list(unmailed(DURING + timedelta(days=8))) == []


def test_a_link_that_was_asked_for_is_no_receipt():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    receipt_send(contribution, DURING)
    draft = draft_edit(contribution=contribution, at=DURING)
    later = DURING + timedelta(hours=1)
    contribution, _new = contribution_send(draft=draft, about=ABOUT, at=later)

    assert not receipt_is_sent(contribution, contribution.receipts.first())
    assert list(unmailed(later + timedelta(hours=1))) == [contribution]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_waits_for_a_confirmation_counts_once_its_link_is_used(language):
    _client, contribution, page = after_sending(language, with_proof=False)
    word = {"nl": "bevestigen", "fr": "confirmer"}[language]

    assert contribution.state == "unconfirmed"
    assertContains(page, {"nl": "Bevestig uw bijdrage", "fr": "Confirmez votre contribution"}[language])
    assert "single 1" not in mail.outbox[0].body
    path = "/" + link_in(mail.outbox[0].body, word)
    elsewhere = browser_of()
    assert elsewhere.get(path).status_code == 200
    contribution.refresh_from_db()
    assert contribution.state == "unconfirmed"

    confirmed = elsewhere.post(path, follow=True)
    elsewhere.post(path)

    contribution.refresh_from_db()
    assert contribution.state == "sent"
    assert contribution.confirmed_at
    assertContains(confirmed, contribution.reference)
    assert len(mail.outbox) == 2
    assert "single 1" in mail.outbox[1].body


def test_an_expired_link_can_be_replaced_by_mail_once_in_ten_minutes():
    consultation, sample = running()
    contribution = sent(consultation, sample, about=ABOUT, at=timezone.now())
    receipt_send(contribution, timezone.now())
    RespondentLink.objects.update(
        made_at=timezone.now() - timedelta(days=400), expires_at=timezone.now() - timedelta(days=1)
    )
    path = "/" + link_in(mail.outbox.pop().body, "bijdrage")
    stranger = browser_of()

    assertContains(stranger.get(path), "verlopen", status_code=410)
    assert stranger.post(path).status_code == 410
    answers = [stranger.post(f"{path}nieuw/", follow=True) for _time in range(2)]

    assert [letter.to for letter in mail.outbox] == [[ABOUT.email]]
    for answer in answers:
        assertContains(answer, "nieuwe link onderweg", status_code=410)
        assertNotContains(answer, ABOUT.email, status_code=410)
    assert stranger.post("/" + link_in(mail.outbox[0].body, "bijdrage")).status_code == 302


def test_the_answer_about_a_new_link_is_the_same_where_no_address_is_known():
    consultation, sample = running()
    contribution = sent(consultation, sample, about=ABOUT, at=timezone.now())
    receipt_send(contribution, timezone.now())
    RespondentLink.objects.update(
        made_at=timezone.now() - timedelta(days=400), expires_at=timezone.now() - timedelta(days=1)
    )
    path = "/" + link_in(mail.outbox.pop().body, "bijdrage")
    contribution.identity.delete()

    assertContains(browser_of().post(f"{path}nieuw/", follow=True), "nieuwe link onderweg", status_code=410)
    assert mail.outbox == []


@pytest.mark.parametrize("secret", ["x", "%00", "a" * 5000, "%F0%9F%98%80", "..%2F.."])
@pytest.mark.parametrize("name", ["manage", "confirm", "mandate"])
def test_a_forged_link_opens_nothing_and_says_so(secret, name):
    url = address(name, "geheim").replace("geheim", secret)
    client = browser_of()

    for answer in (client.get(url), client.post(url, {"answer": "confirm"})):
        assert answer.status_code == 404


def test_a_link_of_another_purpose_opens_nothing():
    consultation, sample = running()
    contribution = sent(consultation, sample, about=ABOUT, at=timezone.now())
    receipt_send(contribution, timezone.now())
    secret = link_in(mail.outbox[0].body, "bijdrage").rstrip("/").rsplit("/", 1)[1]

    assert browser_of().post(address("confirm", secret)).status_code == 404
    assert browser_of().post(address("mandate", secret), {"answer": "confirm"}).status_code == 404


def test_a_late_contribution_is_told_that_it_is_late():
    consultation, sample = running(closes_on=today() - timedelta(days=3), grace_hours=0)
    draft = ready(consultation, sample, at=timezone.now() - timedelta(days=4))
    client = browser_of(draft)

    page = client.get(click(client, draft).url)

    assert Contribution.objects.get().lateness == "late"
    assertContains(page, "aangeduid als te laat")
    assert "aangeduid als te laat" in mail.outbox[0].body
