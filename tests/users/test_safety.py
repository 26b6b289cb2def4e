"""“Log-in and safety”: what somebody changes about their own log-in."""

import io
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from users.login.addresses import address_keep, user_of
from users.login.browsers import browser_of
from users.models import User

from .test_log_in import ask_code, code_in_mail, known, type_code, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def ann(client):
    """Somebody who logged in just now with a code."""
    user = UserFactory(email="ann@example.org", language="fr")
    user.set_unusable_password()
    user.save()
    enter(client)
    return user


def enter(client, agent="Firefox/1 (Windows)"):
    client.defaults["HTTP_USER_AGENT"] = agent
    ask_code(client, "ann@example.org")
    type_code(client, code_in_mail())


def test_nobody_sees_these_screens_without_a_log_in(client):
    names = [
        "account_safety", "account_email", "account_change_password", "usersessions_list", "mfa_add_webauthn",
        "mfa_activate_totp", "mfa_view_recovery_codes", "account_again_code", "account_second_factor",
    ]  # fmt: skip
    for name in names:
        answer = client.get(url(name))
        assert (answer.status_code, answer.url.split("?")[0]) == (302, url("account_login")), name
    assert client.get(url("account_app_picture")).status_code == 404


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_somebody_has_stands_on_one_screen_that_is_kept_nowhere(client, ann, language):
    TOTP.activate(ann, "JBSWY3DPEHPK3PXP")
    for number in range(3):
        Authenticator.objects.create(user=ann, type="webauthn", data={"name": f"Key {number}", "credential": {}})

    page = client.get(url("account_safety", language=language))

    assert all(
        text in page.text
        for text in ("ann@example.org", "Key 0", "Key 2", url("mfa_deactivate_totp", language=language))
    )
    assert "no-store" in page.headers["Cache-Control"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert url("account_change_password", language=language) not in page.text


def test_an_address_changes_once_its_code_was_typed_and_the_old_one_hears_of_it(client, ann):
    answer = client.post(url("account_email"), {"email": "New@example.org"})
    assert answer.url == url("account_email_verification_sent")
    assert User.objects.get(pk=ann.pk).email == "ann@example.org"
    client.post(answer.url, {"code": code_in_mail()})

    assert User.objects.get(pk=ann.pk).email == "new@example.org"
    assert [row.email for row in EmailAddress.objects.filter(user=ann, verified=True, primary=True)] == [
        "new@example.org"
    ]
    assert mail.outbox[-1].to == ["ann@example.org"]
    assert user_of("ann@example.org") is None


def test_an_address_of_somebody_else_is_not_taken_and_not_told(client, ann):
    other = UserFactory(email="other@example.org")
    address_keep(other)

    answer = client.post(url("account_email"), {"email": "other@example.org"})
    client.post(answer.url, {"code": code_in_mail()}, follow=True)

    assert answer.url == url("account_email_verification_sent")
    assert User.objects.get(pk=ann.pk).email == "ann@example.org"
    assert EmailAddress.objects.get(email="other@example.org", verified=True).user == other


def test_sessions_are_seen_and_each_other_one_is_ended(client, ann):
    elsewhere, third = Client(), Client()
    enter(elsewhere, "Chrome/1 (Linux; Android 15)")
    enter(third)
    page = client.get(url("usersessions_list"))
    assert "Chrome, Android" in page.text
    assert "Firefox, Windows" in page.text

    client.post(url("account_session_end", UserSession.objects.get(session_key=elsewhere.session.session_key).pk))
    assert not known(elsewhere)
    assert known(third)
    client.post(url("usersessions_list"))
    assert not known(third)
    assert known(client)


def test_nobody_ends_a_session_of_somebody_else(client, ann):
    stranger = Client()
    stranger.force_login(UserFactory())
    session = UserSession.objects.get(user=ann)

    assert stranger.post(url("account_session_end", session.pk)).status_code == 404
    assert client.get(url("account_session_end", session.pk)).status_code == 405
    assert known(client)


def test_a_password_is_changed_by_who_knows_it(client):
    user = UserFactory(email="jan@example.org")
    user.set_password("a-long-pass-phrase")
    user.save()
    client.force_login(user)
    data = {"oldpassword": "wrong", "password1": "another-pass-phrase", "password2": "another-pass-phrase"}

    assert 'class="error-summary"' in client.post(url("account_change_password"), data).text
    client.post(url("account_change_password"), data | {"oldpassword": "a-long-pass-phrase"})

    assert User.objects.get(pk=user.pk).check_password("another-pass-phrase")
    assert known(client)
    assert mail.outbox[-1].to == ["jan@example.org"]


def test_a_passkey_gets_another_name_and_goes(client, ann):
    row = Authenticator.objects.create(user=ann, type="webauthn", data={"name": "Old", "credential": {}})
    session = client.session
    session["account_authentication_methods"] += [{"method": "mfa", "at": time.time()}]
    session.save()

    assert 'class="error-summary"' in client.post(url("mfa_edit_webauthn", row.pk), {"name": "A\u202eB"}).text
    client.post(url("mfa_edit_webauthn", row.pk), {"name": "My telephone"})
    row.refresh_from_db()
    assert row.data["name"] == "My telephone"
    page = client.get(url("mfa_remove_webauthn", row.pk)).text
    assert "My telephone" in page
    assert page.count("<form") == 2  # that of the log-out and its own, with none inside it
    assert client.post(url("mfa_remove_webauthn", row.pk)).url == url("account_safety")
    assert not Authenticator.objects.filter(user=ann).exists()


def test_who_an_administrator_registers_logs_in_with_that_address_and_with_no_other(client):
    client.force_login(UserFactory(is_superuser=True))
    data = {"username": "new", "email": "new@example.org", "first_name": "N", "last_name": "N", "language": "fr"}
    words = {"password1": "a-long-pass-phrase", "password2": "a-long-pass-phrase"}

    client.post(reverse("wagtailusers_users:add"), data | words)
    user = User.objects.get(username="new")
    rows = EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")
    assert list(rows) == [("new@example.org", True, True)]

    client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]), data | {"email": "other@example.org", "is_active": "on"}
    )
    assert list(rows.all()) == [("other@example.org", True, True)]


def test_an_address_that_another_account_proved_is_not_given_twice():
    address_keep(UserFactory(email="ann@example.org"))
    second = UserFactory(email="ann@example.org")

    address_keep(second)

    assert not EmailAddress.objects.filter(user=second).exists()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_mail_speaks_the_language_of_its_reader_wherever_it_was_asked(client, language):
    UserFactory(email="ann@example.org", language=language)
    bodies = []
    for asked in ("nl", "fr"):
        ask_code(Client(), "ann@example.org", asked)
        bodies.append(mail.outbox[-1].body.replace(code_in_mail(), "…"))

    assert bodies[0] == bodies[1]
    assert mail.outbox[-1].extra_headers["Auto-Submitted"] == "auto-generated"
    assert "<" not in bodies[0]


def test_who_lost_every_factor_begins_anew_by_hand_of_the_secretariat(client, ann):
    TOTP.activate(ann, "JBSWY3DPEHPK3PXP")

    call_command("second_factor_reset", "Ann@example.org", stdout=io.StringIO())

    assert not Authenticator.objects.filter(user=ann).exists()
    assert not known(client)
    with pytest.raises(CommandError):
        call_command("second_factor_reset", "nobody")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/5 Edg/1", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Safari/6", "Safari, iPhone"),
        ("curl/8", "curl/8"),
        ("", "–"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(told, shown):
    assert browser_of(told) == shown
