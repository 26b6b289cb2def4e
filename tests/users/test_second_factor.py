"""Whoever enters the administration shows a second factor in the session."""

import importlib
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests.core.test_settings import ENVIRONMENT
from tests.factories import UserFactory

from .test_log_in import ask_code, code_in_mail, type_code, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

ADMIN = "/admin/"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a-long-pass-phrase"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(person):
    user = person("dutch-editor", email="editor@example.org", username="editor")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def committed(monkeypatch):
    """What follows a commit happens at once: a test ends without one."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, **kwargs: function())


def app_code(steps=0, key=KEY):
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def with_password(client, name="editor"):
    return client.post(url("account_log_in_password"), {"username": name, "password": PASSWORD, "next": ADMIN})


def with_code(client):
    ask_code(client, "editor@example.org")
    return type_code(client, code_in_mail())


def led_to(client, address=ADMIN):
    return client.get(address, follow=True).redirect_chain[-1][0]


def shown_key(client):
    client.get(url("mfa_activate_totp"))
    return client.session["mfa.totp.secret"]


@pytest.mark.parametrize("come_in", [with_password, with_code])
def test_neither_a_password_nor_a_code_by_mail_alone_opens_the_administration(client, editor, come_in):
    come_in(client)

    assert client.get(ADMIN).url.startswith(url("account_second_factor"))
    assert led_to(client) == url("account_safety")
    assert client.post("/admin/pages/1/edit/").status_code == 403
    assert client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert client.get("/documents/1/x.pdf").status_code == 302


def test_who_has_an_app_is_asked_for_its_code_and_then_comes_where_they_were_going(client, editor):
    TOTP.activate(editor, KEY)

    step = with_password(client)
    assert step.url == url("mfa_authenticate")
    assert client.get(ADMIN).url.startswith("/admin/login/")
    answer = client.post(step.url, {"code": app_code()})

    assert answer.url == ADMIN
    assert client.get(ADMIN).status_code == 200


def test_a_code_of_an_app_works_once(client, editor):
    TOTP.activate(editor, KEY)
    code, second = app_code(), Client()
    with_password(client)
    client.post(url("mfa_authenticate"), {"code": code})
    with_password(second)

    again = second.post(url("mfa_authenticate"), {"code": code})

    assert again.status_code == 200
    assert 'class="error-summary"' in again.text


def test_a_recovery_code_counts_and_works_once(client, editor):
    TOTP.activate(editor, KEY)
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    second = Client()
    with_password(client)
    with_password(second)

    assert client.post(url("mfa_authenticate"), {"code": code}).status_code == 302
    assert second.post(url("mfa_authenticate"), {"code": code}).status_code == 200


@pytest.mark.parametrize("come_in", [with_password, with_code])
def test_the_first_factor_of_an_editor_takes_both_the_password_and_the_mailbox(client, editor, come_in):
    come_in(client)
    other = "account_again_code" if come_in is with_password else "account_reauthenticate"

    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        answer = client.get(url(name))
        assert answer.url.startswith(url(other))
        assert client.post(url(name), {"code": "123456"}).status_code == 302
    assert not Authenticator.objects.exists()


@pytest.mark.usefixtures("committed")
def test_an_editor_adds_an_app_reads_the_recovery_codes_and_goes_on(client, editor):
    with_password(client)
    client.get(ADMIN, follow=True)
    client.post(url("account_again_code"), {"send": "1"})
    client.post(url("account_again_code"), {"code": code_in_mail(), "next": url("mfa_activate_totp")})
    key = shown_key(client)
    assert client.get(url("account_app_picture")).headers["Content-Type"] == "image/svg+xml"
    assert client.post(url("mfa_activate_totp"), {"code": "000000"}).status_code == 200

    answer = client.post(url("mfa_activate_totp"), {"code": app_code(key=key)})

    assert answer.url == url("mfa_view_recovery_codes")
    answer = client.get(answer.url)
    assert f'href="{ADMIN}"' in answer.text
    assert client.get(ADMIN).status_code == 200
    assert any(
        message.to == ["editor@example.org"] and url("account_safety") in message.body for message in mail.outbox
    )
    assert key not in Authenticator.objects.get(type="totp").data["secret"]


def test_an_editor_without_a_password_reads_what_is_needed(client, editor):
    editor.set_unusable_password()
    editor.save()
    with_code(client)

    assert client.get(url("mfa_activate_totp")).url == url("account_no_password")
    assert client.get(url("account_no_password")).status_code == 200


@pytest.mark.usefixtures("committed")
def test_sessions_from_before_the_first_factor_end(client, editor):
    thief = Client()
    with_code(thief)
    with_password(client)
    client.post(url("account_again_code"), {"send": "1"})
    client.post(url("account_again_code"), {"code": code_in_mail()})

    client.post(url("mfa_activate_totp"), {"code": app_code(key=shown_key(client))})

    assert "_auth_user_id" not in thief.session
    assert "_auth_user_id" in client.session


def test_who_may_not_enter_is_not_asked_and_enrols_with_a_log_in_of_just_now(client):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    type_code(client, code_in_mail())

    assert client.get(url("mfa_activate_totp")).status_code == 200
    assert client.get(url("account_second_factor")).url == ADMIN
    assert client.get("/admin/login/").status_code == 403


def test_an_old_log_in_is_asked_again_before_anything_that_matters(client):
    user = UserFactory(email="ann@example.org")
    user.set_unusable_password()
    user.save()
    ask_code(client, "ann@example.org")
    type_code(client, code_in_mail())
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 601
    session.save()

    for name in ("mfa_activate_totp", "mfa_add_webauthn", "account_email"):
        assert client.get(url(name)).url.startswith(url("account_again_code")), name
    mails = len(mail.outbox)
    client.post(url("account_again_code"), {"send": "1"})
    assert len(mail.outbox) == mails + 1
    answer = client.post(url("account_again_code"), {"code": code_in_mail(), "next": url("account_email")})
    assert answer.url == url("account_email")
    assert client.get(url("account_email")).status_code == 200


def test_with_a_second_factor_nothing_less_is_asked_again(client, editor):
    TOTP.activate(editor, KEY)
    client.force_login(editor)

    assert client.get(url("mfa_deactivate_totp")).url.startswith(url("mfa_reauthenticate"))
    assert client.get(url("account_again_code")).url.startswith(url("mfa_reauthenticate"))
    assert led_to(client).startswith(url("mfa_reauthenticate"))
    client.post(url("mfa_reauthenticate"), {"code": app_code()})
    assert client.get(ADMIN).status_code == 200


def test_a_service_that_is_sure_enough_counts_as_a_second_factor(client, editor, settings):
    settings.OIDC = settings.OIDC | {"levels": ["low", "substantial"], "second_factor": "substantial"}
    client.force_login(editor)
    for level, status in (("low", 302), ("substantial", 200), ("high", 302)):
        session = client.session
        session["users.assurance"] = level
        session.save()
        assert client.get(ADMIN).status_code == status, level


def test_without_the_requirement_a_password_is_enough(client, editor, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert with_password(client).url == ADMIN
    assert client.get(ADMIN).status_code == 200


@pytest.mark.parametrize("forged", ["", "x", "[]", "{}", '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', "\x00"])
def test_a_forged_passkey_is_refused_in_words(client, forged):
    answer = client.post(url("mfa_login_webauthn"), {"credential": forged}, follow=True)

    assert answer.redirect_chain[-1][0] == url("account_login")
    client.force_login(UserFactory())
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = client.session["_auth_user_id"]
    session.save()
    assert 'class="error-summary"' in client.post(url("mfa_add_webauthn"), {"credential": forged}).text


def test_somebody_elses_factors_and_sessions_are_not_there(client, editor):
    passkey = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "x", "credential": {}})
    client.force_login(UserFactory())

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(url(name, passkey.pk)).status_code in (302, 404)
    assert client.post(url("account_session_end", 2**70)).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_the_doors_of_wagtail_lead_to_ours(client):
    aim = "/admin/pages/?x=1&y=2"
    answer = client.get(client.get(aim).url)

    assert answer.url.startswith(url("account_login"))
    assert "%3Fx%3D1%26y%3D2" in answer.url
    assert client.get("/admin/password_reset/").url == url("account_login")
    assert client.get("/admin/password_reset/confirm/x/y-z/").url == url("account_login")
    assert client.get(reverse("wagtailcore_login"), {"next": "/nl/x/"}).url.startswith(url("account_login"))
    client.force_login(UserFactory())
    assert client.get(reverse("wagtailcore_login")).status_code == 403


def test_a_public_server_does_not_start_without_the_requirement(monkeypatch):
    for name, value in (ENVIRONMENT | {"SECOND_FACTOR": "False"}).items():
        monkeypatch.setenv(name, value)
    for name in ("base", "production"):
        monkeypatch.delitem(sys.modules, f"platform_site.settings.{name}", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR"):
        importlib.import_module("platform_site.settings.production")
