"""Nobody tries for ever, and nobody locks out somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.factories import UserFactory
from users.login import devices, limits

from .test_log_in import ask_code, code_in_mail, known, type_code, url

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
OWNER = "user:1"


@pytest.fixture(autouse=True)
def few(settings):
    own = {"network": (6, 20), "pair": (2, 6), "account": (4, 8), "device": (3, 9)}
    settings.LOGIN_THROTTLE = dict.fromkeys(("code", "sign-up", "password", "factor", "passkey"), own)


def browser(address, cookie=""):
    request = RequestFactory(REMOTE_ADDR=address).get("/")
    request.COOKIES[devices.COOKIE] = cookie
    return request


def cookie_for(account, before=""):
    response = HttpResponse()
    devices.remember(browser("192.0.2.1", before), response, account)
    return response.cookies[devices.COOKIE].value


def tries(request, count, account=OWNER, at=AT, what="password"):
    return sum(limits.allowed(request, what, account, at) for _try in range(count))


def test_one_network_tries_one_account_a_few_times_and_others_go_on():
    assert tries(browser("192.0.2.1"), 5) == 2
    assert tries(browser("192.0.2.2"), 1) == 1
    assert tries(browser("192.0.2.1"), 1, account="user:2") == 1
    assert tries(browser("192.0.2.1"), 1, at=AT + timedelta(hours=1)) == 1


def test_many_networks_together_try_one_account_a_few_times():
    assert sum(tries(browser(f"192.0.2.{number}"), 2) for number in range(10)) == 4


def test_one_network_alone_cannot_use_up_what_an_account_has():
    tries(browser("192.0.2.1"), 100)

    assert tries(browser("192.0.2.2"), 2) == 2


def test_one_network_cannot_try_all_accounts():
    assert sum(tries(browser("192.0.2.1"), 1, account=f"user:{number}") for number in range(30)) == 6


def test_a_browser_in_which_the_owner_logged_in_before_is_locked_out_by_nobody():
    cookie = cookie_for(OWNER)
    for number in range(1, 10):
        tries(browser(f"192.0.2.{number}"), 100)

    assert tries(browser("192.0.2.1", cookie), 5) == 3
    assert tries(browser("192.0.2.1", cookie_for(OWNER)), 1) == 1
    assert tries(browser("192.0.2.1", cookie), 1, account="user:2") == 0


@pytest.mark.parametrize("forged", ["", "x", "e30:1:x", "a" * 5000])
def test_a_forged_cookie_makes_no_browser_known(forged):
    assert devices.known(browser("192.0.2.1", forged), OWNER) == ""


def test_a_browser_remembers_five_accounts_and_names_none():
    cookie = ""
    for number in range(7):
        cookie = cookie_for(f"user:{number}", cookie)

    assert [bool(devices.known(browser("192.0.2.1", cookie), f"user:{number}")) for number in range(7)] == [
        False, False, True, True, True, True, True,
    ]  # fmt: skip
    assert "user" not in cookie


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_only_so_many_codes_go_to_one_address_and_an_address_without_an_account_counts_alike(client):
    UserFactory(email="ann@example.org")
    for email in ("ann@example.org", "nobody@example.org"):
        answers = [ask_code(Client(), email).status_code for _mail in range(4)]
        assert answers == [302, 302, 429, 429]

    assert len(mail.outbox) == 4


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_owner_still_gets_a_code_in_a_browser_that_is_known(client):
    UserFactory(email="ann@example.org")
    ask_code(client, "ann@example.org")
    type_code(client, code_in_mail())
    client.post(url("account_logout"))
    assert devices.COOKIE in client.cookies
    for number in range(1, 6):
        stranger = Client(REMOTE_ADDR=f"198.51.100.{number}")
        for _mail in range(4):
            ask_code(stranger, "ann@example.org")

    refused = ask_code(Client(REMOTE_ADDR="203.0.113.9"), "ann@example.org")
    ask_code(client, "ann@example.org")
    type_code(client, code_in_mail())

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert 'class="error-summary"' in refused.text
    assert known(client)
