"""The door to the personal space: a link is looked at, used once, and opens one person's session and nothing else."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertNotContains

from actions.models import PersonalLink
from actions.owners import session
from actions.owners.addresses import link_url
from actions.owners.mails import TooSoon, link_send
from actions.services.contacts import contact_erase
from actions.services.links import LASTS, link_make
from tests.factories import CommitmentFactory, ContactPersonFactory, UserFactory

from .owners_world import LANGUAGES, enter, responsible, url

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", LANGUAGES)]


@pytest.fixture
def contact(site, language):
    return ContactPersonFactory(language=language)


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that the site reads: clock(moment)."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def used(contact):
    return PersonalLink.objects.filter(contact=contact, used_at__isnull=False).exists()


def test_the_address_in_a_mail_is_whole_and_in_the_language_of_its_reader(site, settings, language):
    settings.WAGTAILADMIN_BASE_URL = "https://example.org/"

    assert link_url("abc", language) == f"https://example.org{url('link', language, 'abc')}"
    assert url("link", language, "abc").startswith(f"/{language}/")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_visit_uses_nothing_and_opens_nothing(client, contact, language, method):
    secret = link_make(contact=contact)

    for _visit in range(3):
        response = getattr(client, method)(url("link", language, secret))
        assert response.status_code == 200

    assert not used(contact)
    assert "sessionid" not in client.cookies
    assert client.get(url("list", language)).status_code == 403


def test_the_page_says_whose_organisation_it_is_for_and_no_name_or_address(client, contact, language):
    response = client.get(url("link", language, link_make(contact=contact)))

    assert contact.organisation.name_in(language) in response.text
    assert contact.email not in response.text
    assert contact.name not in response.text


def test_the_button_opens_the_space_of_that_person_only(client, contact, language):
    response = enter(client, contact, language)

    assert response.url == url("list", language)
    assert contact.name in client.get(response.url).text
    assert not get_user(client).is_authenticated
    assert used(contact)


def test_the_session_key_is_new(client, contact, language):
    session_of_before = client.session
    session_of_before["x"] = 1
    session_of_before.save()
    client.cookies["sessionid"] = before = session_of_before.session_key

    enter(client, contact, language)

    assert client.cookies["sessionid"].value != before
    assert "x" not in client.session


def test_somebody_who_is_logged_in_stays_so_and_gets_a_new_session_key(client, contact, language):
    client.force_login(UserFactory())
    before = client.cookies["sessionid"].value

    enter(client, contact, language)

    assert client.cookies["sessionid"].value != before
    assert get_user(client).is_authenticated
    assert client.post(url("log_out", language)).status_code == 302
    assert get_user(client).is_authenticated, "leaving the space is not leaving the administration"
    assertNotContains(client.get(url("list", language)), contact.organisation.name_in(language))


def test_a_link_that_was_used_opens_nothing_and_offers_a_new_one(client, contact, language):
    secret = link_make(contact=contact)
    client.post(url("link", language, secret))
    client.post(url("log_out", language))

    for response in (client.get(url("link", language, secret)), client.post(url("link", language, secret))):
        assert response.status_code == 410
        assert url("new_link", language, secret) in response.text
    assert client.get(url("list", language)).status_code == 403


def test_a_second_click_while_the_session_lasts_leads_to_the_list(client, contact, language):
    secret = link_make(contact=contact)
    client.post(url("link", language, secret))

    assert client.get(url("link", language, secret)).url == url("list", language)


def test_a_used_link_of_somebody_else_does_not_lead_into_ones_own_space(client, contact, language):
    other = link_make(contact=ContactPersonFactory(), at=timezone.now() - LASTS)
    enter(client, contact, language)

    assert client.get(url("link", language, other)).status_code == 410


def test_an_expired_link_opens_nothing_and_offers_a_new_one(client, contact, language):
    secret = link_make(contact=contact, at=timezone.now() - LASTS)

    response = client.post(url("link", language, secret))

    assert response.status_code == 410
    assert url("new_link", language, secret) in response.text
    assert not used(contact)


def test_a_link_works_until_its_last_moment(client, contact, language, clock):
    now = timezone.now()
    secret = link_make(contact=contact, at=now)

    clock(now + LASTS - timedelta(seconds=1))
    assert client.get(url("link", language, secret)).status_code == 200
    clock(now + LASTS)
    assert client.get(url("link", language, secret)).status_code == 410


HOSTILE = ["abc", "x" * 5000, "%F0%9F%94%97", "' OR 1=1", "%ED%A0%80", "<script>"]


@pytest.mark.parametrize("secret", HOSTILE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_link_gets_a_clear_page_in_the_language_of_its_address(client, site, language, secret, method):
    prefix = url("link", language, "SECRET").replace("SECRET", "{}")

    response = getattr(client, method)(prefix.format(secret))

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert "<script>" not in response.text
    assert "new_link" not in response.text
    assert 'method="post"' not in response.text


def test_a_link_cut_off_before_its_secret_gets_the_same_page(client, site, language):
    assert client.get(url("no_secret", language)).status_code == 404
    assert f'<html lang="{language}">' in client.get(url("no_secret", language)).text


def test_a_link_of_somebody_who_was_erased_is_unknown(client, contact, language):
    secret = link_make(contact=contact)
    contact_erase(contact=contact)

    assert client.get(url("link", language, secret)).status_code == 404
    assert client.post(url("new_link", language, secret)).status_code == 404
    assert not mail.outbox


def test_the_session_of_somebody_who_was_erased_is_over(client, contact, language):
    enter(client, contact, language)
    contact_erase(contact=contact)

    assert client.get(url("list", language)).status_code == 403


def test_a_session_lasts_while_there_are_signs_of_life(client, contact, language, clock):
    enter(client, contact, language)
    now = timezone.now()

    for hours in (1.5, 3, 4.5):
        clock(now + timedelta(hours=hours))
        assert client.get(url("list", language)).status_code == 200


def test_a_session_ends_after_two_hours_of_idleness_and_offers_a_new_link(client, contact, language, clock):
    enter(client, contact, language)
    clock(timezone.now() + session.IDLE + timedelta(seconds=1))

    response = client.get(url("list", language))

    assert response.status_code == 403
    assert url("new_link_here", language) in response.text
    assert contact.email not in response.text


def test_a_session_of_the_future_opens_nothing(client, contact, language, clock):
    enter(client, contact, language)
    clock(timezone.now() - timedelta(days=1))

    assert client.get(url("list", language)).status_code == 403


def test_a_session_for_another_purpose_opens_nothing(client, contact, language):
    enter(client, contact, language)
    kept = client.session
    kept[session.KEY] |= {"purpose": "vote"}
    kept.save()

    assert client.get(url("list", language)).status_code == 403


def test_logging_out_ends_it_and_forgets_who_it_was(client, contact, language):
    enter(client, contact, language)

    response = client.post(url("log_out", language), follow=True)

    assert response.status_code == 200
    response = client.get(url("list", language))
    assert response.status_code == 403
    assert url("new_link_here", language) not in response.text
    assert client.get(url("log_out", language)).status_code == 405


def test_the_personal_session_opens_nothing_else(client, contact, language):
    enter(client, contact, language)

    assert client.get("/admin/").status_code == 302
    assert "/login/" in client.get("/admin/").url


# --- A new link ----------------------------------------------------------------------------------------------------


def test_a_new_link_goes_to_the_known_address_in_the_persons_language(client, contact, language):
    secret = link_make(contact=contact, at=timezone.now() - LASTS)
    other = "fr" if language == "nl" else "nl"

    response = client.post(url("new_link", other, secret), follow=True)

    (sent,) = mail.outbox
    assert sent.to == [contact.email]
    assert sent.extra_headers["Content-Language"] == language
    assert f"/{language}/" in sent.body
    assert contact.organisation.name_in(language) in sent.subject
    assert contact.email not in response.text
    fresh = next(part for part in sent.body.split() if part.startswith("http"))
    path = fresh.removeprefix("http://127.0.0.1:8000")
    assert client.post(path).url == url("list", language)


def test_a_new_link_is_mailed_once_in_ten_minutes(client, contact, language, clock):
    secret = link_make(contact=contact, at=timezone.now() - LASTS)
    now = timezone.now()

    for minutes, mails in ((0, 1), (5, 1), (9.9, 1), (10.1, 2)):
        clock(now + timedelta(minutes=minutes))
        response = client.post(url("new_link", language, secret), follow=True)
        assert len(mail.outbox) == mails
        assert response.status_code == 410


def test_a_refusal_says_from_when_on_one_can_ask_again(contact, language):
    at = timezone.now()
    link_send(contact=contact, at=at)

    with pytest.raises(TooSoon) as refusal:
        link_send(contact=contact, at=at + timedelta(minutes=3))

    assert refusal.value.again_at == at + timedelta(minutes=10)


def test_who_was_idle_asks_for_a_new_link_without_showing_the_old_one(client, contact, language, clock):
    enter(client, contact, language)
    clock(timezone.now() + session.IDLE + timedelta(minutes=1))

    client.post(url("new_link_here", language))

    assert [sent.to for sent in mail.outbox] == [[contact.email]]


def test_nobody_asks_for_a_new_link_for_nobody(client, site, language):
    assert client.post(url("new_link_here", language)).status_code == 404
    assert client.post(url("new_link", language, "abc")).status_code == 404
    assert not mail.outbox


def test_a_mail_server_that_is_away_costs_no_waiting(client, contact, language, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    secret = link_make(contact=contact, at=timezone.now() - LASTS)

    response = client.post(url("new_link", language, secret), follow=True)

    assert "notice--error" in response.text
    assert contact.links.count() == 1, "a link that nobody got does not count"


def test_a_command_prints_a_link_for_who_cannot_get_mail(client, contact, language, capsys):
    call_command("my_link", contact.email.upper())

    path = urlsplit(capsys.readouterr().out.strip()).path
    assert path.startswith(f"/{language}/")
    assert client.post(path).url == url("list", language)
    with pytest.raises(CommandError):
        call_command("my_link", "nobody@example.org")


# --- By log-in -----------------------------------------------------------------------------------------------------


def test_who_is_logged_in_and_a_contact_person_is_let_in(client, language, site):
    contact, commitment = responsible()
    contact.user = UserFactory()
    contact.save()
    client.force_login(contact.user)

    response = client.get(url("list", language))

    assert commitment.text_in(language) in response.text


def test_who_is_logged_in_and_nobodys_contact_reads_that_nothing_is_asked(client, site, language):
    commitment = CommitmentFactory()
    client.force_login(UserFactory(is_superuser=True))

    assertNotContains(client.get(url("list", language)), commitment.text_in(language))
    assert client.get(url("report", language, commitment.code)).status_code == 404
    assert client.post(url("report", language, commitment.code), {"reason": "Getypt"}).status_code == 403


def test_logging_out_of_the_space_ends_the_log_in_that_opened_it(client, contact, language):
    contact.user = UserFactory()
    contact.save()
    client.force_login(contact.user)

    client.post(url("log_out", language))

    assert not get_user(client).is_authenticated


# --- Every answer --------------------------------------------------------------------------------------------------


def test_every_answer_is_private_and_kept_and_listed_nowhere(client, contact, language):
    secret = link_make(contact=contact)
    addresses = [
        url("list", language),
        url("link", language, secret),
        url("link", language, "abc"),
        url("left", language),
    ]
    responses = [client.get(address) for address in addresses]
    enter(client, contact, language)
    responses += [client.get(url("list", language)), client.get(url("confirm", language))]

    for response in responses:
        assert set(response["Cache-Control"].split(", ")) >= {"private", "no-store"}
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
        assert 'rel="canonical"' not in response.text
        assert "script-src 'self'" in response["Content-Security-Policy"]


def test_what_changes_something_asks_for_a_token(site, contact, language):
    client = Client(enforce_csrf_checks=True)
    secret = link_make(contact=contact)
    for name, *args in (("link", secret), ("new_link", secret), ("new_link_here",), ("log_out",), ("confirm",)):
        assert client.post(url(name, language, *args)).status_code == 403
    assert not used(contact)


def test_the_switcher_keeps_the_place(client, contact, language):
    other = "fr" if language == "nl" else "nl"
    secret = link_make(contact=contact)

    response = client.get(url("link", language, secret))

    assert f'href="{url("link", other, secret)}"' in response.text
