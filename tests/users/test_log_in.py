"""Coming in with a code by mail, with a password, and as somebody new."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories import UserFactory
from users.login import addresses
from users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

CODE = re.compile(r"^\d{4}-\d{4}$", re.MULTILINE)


def url(name, *args, language="nl"):
    with override(language):
        return reverse(name, args=args)


def ask_code(client, email, language="nl", **more):
    return client.post(url("account_login", language=language), {"email": email, **more})


def code_in_mail():
    return CODE.search(mail.outbox[-1].body).group()


def type_code(client, code, name="account_confirm_login_code", **more):
    return client.post(url(name), {"code": code, **more})


def known(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_code_by_mail_lets_in_and_leads_on(client, language):
    user = UserFactory(language=language, email="ann@example.org")
    aim = f"/{language}/"

    response = ask_code(client, " Ann@Example.org", language, next=aim)
    page = client.get(response.url)

    assert page.status_code == 200
    assert "ann@example.org" in page.text
    assert mail.outbox[-1].to == ["ann@example.org"]
    session = client.session.session_key
    answer = client.post(response.url, {"code": code_in_mail(), "next": aim})
    assert (answer.status_code, answer.url) == (302, aim)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != session
    assert EmailAddress.objects.get(user=user).verified


def test_a_code_works_once_and_only_in_the_browser_that_asked_for_it(client):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    code, thief = code_in_mail(), Client()
    ask_code(thief, "ann@example.org")

    type_code(thief, code)
    assert not known(thief)
    type_code(client, code)
    assert known(client)
    client.logout()
    type_code(client, code)
    assert not known(client)


def test_the_fourth_try_of_a_code_is_refused_even_when_the_session_counts_none(client):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    code = code_in_mail()
    before = client.session["account_login"]

    for _try in range(3):
        type_code(client, "0000-0000")
        session = client.session
        session["account_login"] = before
        session.save()

    type_code(client, code)
    assert not known(client)


def test_after_three_wrong_codes_one_begins_anew(client):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    code = code_in_mail()

    answers = [type_code(client, "1234-5678") for _try in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    type_code(client, code)
    assert not known(client)


def test_a_code_is_too_old_after_ten_minutes(client, settings):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()

    answer = type_code(client, code_in_mail())

    assert answer.status_code == 302
    assert not known(client)
    assert '<div class="notice' in client.get(answer.url, follow=True).text


def test_nothing_tells_whether_an_address_has_an_account(client):
    UserFactory(email="ann@example.org")
    seen = []
    for email in ("ann@example.org", "nobody@example.org"):
        browser, mails = Client(), len(mail.outbox)
        answer = ask_code(browser, email)
        page = browser.get(answer.url)
        wrong = type_code(browser, "0000-0000")
        text = re.sub(r'value="[^"]{20,}"', "", wrong.text.replace(email, "…"))
        seen.append(
            (answer.status_code, answer.url, page.status_code, wrong.status_code, text, len(mail.outbox) - mails)
        )

    assert seen[0] == seen[1]
    assert mail.outbox[-1].to == ["nobody@example.org"]
    assert not CODE.search(mail.outbox[-1].body)
    assert "/aanmaken/" in mail.outbox[-1].body or url("account_signup") in mail.outbox[-1].body


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_somebody_new_gives_a_name_and_an_address_and_proves_it(client, language):
    answer = client.post(
        url("account_signup", language=language),
        {"first_name": "Ann", "last_name": "Peeters", "email": "ann@example.org"},
    )
    type_code(client, code_in_mail(), "account_email_verification_sent")

    user = User.objects.get(email="ann@example.org")
    assert answer.status_code == 302
    assert known(client)
    assert (user.first_name, user.last_name, user.language) == ("Ann", "Peeters", language)
    assert not user.has_usable_password()
    assert "ann" not in user.username
    assert EmailAddress.objects.get(user=user).verified


def test_who_has_an_account_already_reads_so_in_a_mail_and_nobody_else_learns_it(client):
    UserFactory(email="ann@example.org")
    seen = []
    for email in ("ann@example.org", "new@example.org"):
        browser = Client()
        data = {"first_name": "A", "last_name": "B", "email": email}
        answer = browser.post(url("account_signup"), data)
        wrong = type_code(browser, "0000-0000", "account_email_verification_sent")
        seen.append((answer.status_code, answer.url, wrong.status_code))

    assert seen[0] == seen[1]
    assert len(mail.outbox) == 2
    assert User.objects.filter(email="ann@example.org").count() == 1
    assert not CODE.search(mail.outbox[0].body)


def test_a_password_lets_in_who_has_one_and_the_same_words_refuse_everybody_else(client):
    user = UserFactory(username="jan", email="jan@example.org")
    user.set_password("a-long-pass-phrase")
    user.save()
    UserFactory(username="none", email="none@example.org")

    def enter(name, password):
        return client.post(url("account_log_in_password"), {"username": name, "password": password})

    refusals = {
        re.sub(r'value="[^"]*"', "", enter(name, "wrong").text)
        for name in ("jan", "none", "nobody", "jan@example.org")
    }
    assert len(refusals) == 1
    assert not known(client)
    assert enter("jan@example.org", "a-long-pass-phrase").status_code == 302
    assert known(client)


def test_a_refused_password_opens_its_form_again_with_the_name_typed_and_no_password(client):
    answer = client.post(url("account_log_in_password"), {"username": "jan", "password": "secret-thing"})

    assert '<details class="rules" open>' in answer.text
    assert 'value="jan"' in answer.text
    assert "secret-thing" not in answer.text
    assert 'class="error-summary"' in answer.text


@pytest.mark.parametrize("aim", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_no_log_in_leads_to_another_site(client, aim):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org", next=aim)

    answer = type_code(client, code_in_mail(), next=aim)

    assert answer.status_code == 302
    assert answer.url.startswith("/nl/")
    assert "evil" not in client.get("/admin/login/", {"next": aim}).headers.get("Location", "")


@pytest.mark.parametrize(
    "typed",
    ["", "no address", "a" * 10_000 + "@example.org", "ann\x00@example.org", "ann@ex\u0430mple.org", "ann@-.org"],
    ids=["empty", "none", "10kB", "NUL", "Cyrillic", "domain"],
)
def test_an_address_that_cannot_be_one_is_refused_in_words(client, typed):
    for name, more in (("account_login", {}), ("account_signup", {"first_name": "A", "last_name": "B"})):
        answer = client.post(url(name), {"email": typed, **more})

        assert answer.status_code == 200
        assert 'class="error-summary"' in answer.text
    assert mail.outbox == []


def test_accents_in_a_domain_are_those_of_the_dns():
    assert addresses.address_clean(" Jo@Café.be") == "jo@xn--caf-dma.be"


@pytest.mark.parametrize("name", ["A\u202eB", "A\x1fB", "A\u200bB"])
def test_a_name_has_no_signs_that_nobody_sees(client, name):
    answer = client.post(url("account_signup"), {"first_name": name, "last_name": "B", "email": "a@example.org"})

    assert 'class="error-summary"' in answer.text
    assert not User.objects.filter(email="a@example.org").exists()


def test_nobody_is_logged_in_by_a_form_of_another_site(client):
    UserFactory(email="ann@example.org")
    strict = Client(enforce_csrf_checks=True)

    for name in ("account_login", "account_log_in_password", "account_signup", "mfa_login_webauthn", "account_logout"):
        assert strict.post(url(name), {"email": "ann@example.org"}).status_code == 403, name
    assert mail.outbox == []


def test_a_mail_server_that_is_away_breaks_nothing(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    UserFactory(email="ann@example.org")

    answer = ask_code(client, "ann@example.org")

    assert answer.status_code == 302
    assert "notice--error" in client.get(answer.url).text


def test_logging_out_needs_a_button_and_leads_home(client):
    client.force_login(UserFactory())

    assert client.get(url("account_logout")).status_code == 200
    assert known(client)
    assert client.post(url("account_logout")).url == "/nl/"
    assert not known(client)


def test_a_closed_account_is_like_none(client):
    UserFactory(email="ann@example.org", is_active=False)
    ask_code(client, "ann@example.org")

    assert not CODE.search(mail.outbox[-1].body)
