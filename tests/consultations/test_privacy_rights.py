"""What somebody gets to see of their own data, and has erased, with a link that is mailed to their address."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.about import About
from consultations.models import Contribution, Draft, Erasure, Identity, RespondentLink
from consultations.privacy import mails, session
from consultations.privacy.known import is_known
from consultations.privacy.log import look
from consultations.services.drafts import draft_about, draft_edit
from consultations.services.erasing import contribution_erase
from consultations.services.links import link_make
from core.dates import today
from core.sealing import email_digest
from tests.factories import UserFactory

from .afterwards import browser_of
from .world import begun, opened, sent

pytestmark = pytest.mark.django_db
EMAIL = "griet@example.org"


@pytest.fixture(autouse=True)
def settled(settings, tmp_path, monkeypatch):
    """The ledger of one test is not that of another, and a mail that leaves is waited for."""
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")
    deliver = mails.mail
    for module in ("asking_views", "own_views"):
        monkeypatch.setattr(f"consultations.privacy.{module}.mail", lambda *args: deliver(*args).join())


@pytest.fixture
def world():
    """A contribution and a draft of one person, and a contribution of another."""
    now = timezone.now()
    consultation, sample = opened(opens_on=today() - timedelta(days=5), closes_on=today() + timedelta(days=5))
    contribution = sent(consultation, sample, at=now)
    draft = draft_about(
        draft=begun(consultation, sample, at=now), about={"name": "Griet", "email": EMAIL.upper()}, at=now
    )
    other = sent(consultation, sample, about=About(name="Ander Mens", email="ander@example.org"), at=now)
    return contribution, draft, other


def address(name, *args, language="nl"):
    with override(language):
        return reverse(f"take_part:{name}", args=args)


def ask(client, email=EMAIL, language="nl"):
    return client.post(address("data", language=language), {"email": email})


def let_in(client, email=EMAIL):
    secret = link_make(purpose="data", email_digest=email_digest(email))
    return client.post(address("data_open", secret))


@pytest.mark.parametrize(("language", "word"), [("nl", "gegevens"), ("fr", "données")])
def test_who_is_known_gets_a_link_in_the_language_of_the_page(client, site, world, language, word):
    ask(client, language=language)

    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert letter.extra_headers["Content-Language"] == language
    link = re.search(r"http\S+", letter.body)[0]
    assert f"/{language}/" in link
    assert client.get(link).status_code == 200


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client, site, world):
    answers = [(ask(client, email).status_code, ask(client, email).url) for email in (EMAIL, "nobody@example.org")]

    assert answers[0] == answers[1]
    assert len(mail.outbox) == 1  # and none to who is not known


def test_an_address_is_mailed_a_link_once_in_ten_minutes(client, site, world):
    for _time in range(3):
        ask(client)
    assert len(mail.outbox) == 1

    RespondentLink.objects.filter(purpose="data").update(made_at=timezone.now() - timedelta(minutes=11))
    ask(client)

    assert len(mail.outbox) == 2


def test_one_network_asks_so_many_times_only(client, site, world, settings):
    settings.THROTTLE = settings.THROTTLE | {"mail": (2, 9)}

    answers = [ask(client, f"x{n}@example.org").status_code for n in range(3)]

    assert answers == [302, 302, 429]


@pytest.mark.parametrize("email", ["", "nobody", "a\x00b@example.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_said_at_the_field(client, site, email):
    response = ask(client, email)

    assert response.status_code == 200
    assert "error-summary" in response.text
    assert 'name="email"' in response.text
    assert 'id="id_email_error"' in response.text
    assert not mail.outbox


def test_looking_at_a_link_uses_nothing_up(client, site, world):
    secret = link_make(purpose="data", email_digest=email_digest(EMAIL))

    for _time in range(3):
        assert "Griet" not in client.get(address("data_open", secret)).text

    assert RespondentLink.objects.get(purpose="data").used_at is None
    assert client.post(address("data_open", secret)).url == address("data_yours")


def test_a_link_opens_one_browser(client, site, world):
    secret = link_make(purpose="data", email_digest=email_digest(EMAIL))
    client.post(address("data_open", secret))

    assert Client().post(address("data_open", secret)).status_code == 410
    assert Client().get(address("data_open", secret)).status_code == 410
    assert client.get(address("data_open", secret)).url == address("data_yours")


@pytest.mark.parametrize(("secret", "status"), [("x" * 43, 404), ("é", 404)])
def test_a_forged_link_opens_nothing(client, site, secret, status):
    assert client.post(address("data_open", secret)).status_code == status


def test_a_link_of_another_purpose_opens_nothing(client, site, world):
    secret = link_make(purpose="manage", contribution=world[0], email_digest=email_digest(EMAIL))

    assert client.post(address("data_open", secret)).status_code == 404


def test_an_old_link_opens_nothing(client, site, world):
    old = timezone.now() - timedelta(days=1, seconds=1)
    secret = link_make(purpose="data", email_digest=email_digest(EMAIL), at=old)

    assert client.post(address("data_open", secret)).status_code == 410


@pytest.mark.parametrize("name", ["data_yours", "data_copy"])
def test_without_an_opened_link_nothing_is_shown(client, site, world, name):
    assert client.get(address(name)).url == address("data")


def test_after_half_an_hour_nothing_is_shown(client, site, world):
    let_in(client)
    kept = client.session
    kept[session.KEY] = kept[session.KEY] | {"until": timezone.now().isoformat()}
    kept.save()

    assert client.get(address("data_yours")).url == address("data")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_who_opened_the_link_sees_all_of_their_own_and_nothing_of_others(client, site, world, language):
    contribution, _draft, other = world
    look(UserFactory(first_name="Stafke", last_name="Nieuwsgierig"), "view", contribution.consultation, contribution)
    let_in(client)

    page = client.get(address("data_yours", language=language)).text

    for words in (contribution.reference, "Griet Voorbeeld", EMAIL, "Lang", "Ik ga akkoord.", f"short ({language})"):
        assert words in page
    assert other.reference not in page
    assert "Nieuwsgierig" not in page
    assert "Stafke" not in page


def test_the_copy_holds_everything(client, site, world):
    contribution, _draft, other = world
    look(UserFactory(), "view", contribution.consultation, contribution)
    look(UserFactory(), "export", contribution.consultation, rows=2)
    look(UserFactory(), "view", other.consultation, other)
    let_in(client)

    response = client.get(address("data_copy"))
    content = json.loads(response.content)

    (one,) = content["contributions"]
    assert one["identity"] == {"name": "Griet Voorbeeld", "email": EMAIL}
    assert {"section": "second (nl)", "question": "sensitive (nl)", "answer": "Iets persoonlijks"} in one["answers"]
    assert one["told_and_agreed"][0]["text"] == "Ik ga akkoord."
    assert one["receipts"][0]["sha256"] == contribution.digest
    assert len(one["looked_at"]) == 2
    assert content["drafts"][0]["about_you"] == {"name": "Griet", "email": EMAIL.upper()}
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]


def test_the_copy_asks_as_much_of_the_database_for_thirty_as_for_three(client, site, world, django_assert_num_queries):
    let_in(client)
    client.get(address("data_copy"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("data_copy"))
    contribution = world[0]
    for number in range(6):
        one = Contribution.objects.get(pk=contribution.pk)
        one.pk, one.reference, one.draft_key = None, f"R-{number}", Draft().key
        one._state.adding = True
        one.save()
        Identity.objects.create(
            contribution=one, sealed=contribution.identity.sealed, email_digest=email_digest(EMAIL),
            made_at=timezone.now(),
        )  # fmt: skip

    with django_assert_num_queries(len(few)):
        client.get(address("data_copy"))


def test_asking_whether_erases_nothing_and_the_button_does(client, site, world):
    contribution, draft, other = world
    let_in(client)

    assert contribution.reference in client.get(address("data_erase", contribution.reference)).text
    assert Identity.objects.count() == 2
    client.post(address("data_erase", contribution.reference))

    assert list(Identity.objects.values_list("contribution", flat=True)) == [other.pk]
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert Erasure.objects.get().cause == "request"
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert contribution.reference in letter.body


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_all_can_be_erased_at_once_and_then_nothing_is_known(client, site, world, language):
    _contribution, draft, other = world
    let_in(client)

    assert client.get(address("data_erase", "all", language=language)).status_code == 200
    client.post(address("data_erase", "all", language=language))

    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert list(Identity.objects.values_list("contribution", flat=True)) == [other.pk]
    assert mail.outbox[0].extra_headers["Content-Language"] == language
    assert "Griet" not in client.get(address("data_yours", language=language)).text
    mail.outbox.clear()
    RespondentLink.objects.all().delete()
    ask(client)
    assert not mail.outbox


def test_nobody_erases_what_is_of_another(client, site, world):
    _contribution, _draft, other = world
    let_in(client)

    for key in (other.reference, "x", "0"):
        client.post(address("data_erase", key))

    assert Identity.objects.count() == 2
    assert not Erasure.objects.exists()


def test_an_erasure_needs_a_form_of_this_site(site, world):
    strict = Client(enforce_csrf_checks=True)
    kept = strict.session
    kept[session.KEY] = {
        "digest": email_digest(EMAIL),
        "until": (timezone.now() + timedelta(minutes=5)).isoformat(),
    }
    kept.save()

    assert strict.post(address("data_erase", "all")).status_code == 403
    assert Identity.objects.count() == 2


def test_the_page_of_a_contribution_leads_to_ones_data(site, world):
    browser = browser_of(contributions=[world[0]])

    page = browser.get(address("contribution", world[0].reference)).text

    assert f'href="{address("data")}"' in page


def test_what_was_erased_is_edited_no_longer(site, world):
    contribution = world[0]
    contribution_erase(contribution=contribution, cause="request")
    contribution.refresh_from_db()

    assert (
        browser_of(contributions=[contribution]).get(address("contribution", contribution.reference)).status_code
        == 200
    )
    with pytest.raises(ValidationError):
        draft_edit(contribution=contribution)


def test_leaving_shows_nothing_any_longer(client, site, world):
    let_in(client)

    client.post(address("data_leave"))

    assert client.get(address("data_yours")).url == address("data")


def test_with_keys_that_open_nothing_the_page_still_stands(client, site, world, settings):
    settings.IDENTITY_KEYS = ["YW5vdGhlci1rZXktdGhhdC1vcGVucy1ub3RoaW5nLS0="]
    let_in(client)

    page = client.get(address("data_yours"))

    assert page.status_code == 200
    assert "Griet Voorbeeld" not in page.text
    client.post(address("data_erase", "all"))
    assert Identity.objects.count() == 1


def test_the_address_is_in_no_session(client, site, world):
    ask(client)
    let_in(client)

    kept = [str(row.get_decoded()) for row in Session.objects.all()]
    assert kept
    assert not any(EMAIL in text.lower() or "griet" in text.lower() for text in kept)


def test_a_mail_server_that_refuses_puts_no_address_in_the_log(site, caplog, monkeypatch):
    def refuses(*args, **kwargs):
        raise OSError(f"550 {EMAIL} unknown")

    monkeypatch.setattr("consultations.privacy.mails.get_connection", refuses)
    mails.mail("link", "nl", EMAIL, {"url": "x"}).join()

    assert "OSError" in caplog.text
    assert EMAIL not in caplog.text


def test_the_address_of_nobody_finds_nothing(site):
    consultation, sample = opened()
    sent(consultation, sample, about=About(name="Zonder Adres"))

    assert not is_known(email_digest(""))
