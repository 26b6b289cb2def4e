"""Civil servants log in with the log-in service of the government: a real issuer on this machine."""

import logging
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from editorial.roles import ROLES
from tests.factories import UserFactory, person_in_role
from users.models import User
from users.oidc import assurance, checks, config
from users.oidc.connections import connect
from users.oidc.refusals import WORDS, Refusal

from . import issuer as issuers

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("oidc")]
NUMBER = "85073003328"
"""A national number, as such services give for `sub`."""


@pytest.fixture(scope="module")
def server():
    with issuers.running() as issuer:
        yield issuer


@pytest.fixture
def issuer(server, settings):
    server.forget()
    settings.OIDC = {
        "issuer": server.url,
        "client_id": issuers.CLIENT,
        "secret": issuers.SECRET,
        "scopes": ["openid", "email"],
        "name": {"nl": "de Poort", "fr": "la Porte"},
        "levels": ["low=urn:level:1", "substantial=urn:level:2", "high=urn:level:3"],
        "second_factor": "",
        "subject_key": "a key of the tests, of enough signs",
        "sign_up": False,
    }
    return server


@pytest.fixture
def servant(issuer):
    """Registered by an administrator, who knows the address only."""
    issuer.register(NUMBER, email="jo@gov.example", email_verified=True, acr="urn:level:2", national_number=NUMBER)
    return UserFactory(email="Jo@gov.example")


def begin(client, language="nl", **query):
    with override(language):
        return client.get(reverse("oidc:start"), query)


def log_in(client, issuer, subject=NUMBER, **query):
    """The whole way; the answer to the last step."""
    return client.get(issuer.log_in(begin(client, **query)["Location"], subject))


def is_logged_in(client):
    return "_auth_user_id" in client.session


def test_a_registered_person_logs_in_and_comes_where_they_were_going(client, issuer, servant):
    response = log_in(client, issuer, next="/nl/mijn-dingen/")

    assert response["Location"] == "/nl/mijn-dingen/"
    assert client.session["_auth_user_id"] == str(servant.pk)
    assert client.session["users.assurance"] == "substantial"
    asked = issuer.asked
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "urn:level:1 urn:level:2 urn:level:3"
    assert {asked["client_id"], *asked["scope"].split()} == {issuers.CLIENT, "openid", "email"}
    assert asked["redirect_uri"] == "http://testserver/oidc/callback/"
    assert len(asked["nonce"]) > 40


def test_what_is_asked_of_the_service_is_not_in_the_hands_of_who_made_the_link(client, issuer, servant):
    query = {"scope": "everything", "auth_params": "acr_values=urn:level:1&nonce=x", "process": "connect"}

    assert log_in(client, issuer, next="https://elsewhere.example/", **query).status_code == 302

    assert "everything" not in issuer.asked["scope"]
    assert issuer.asked["nonce"] != "x"
    assert "urn:level:3" in issuer.asked["acr_values"]


def test_no_number_is_left_in_any_table_session_or_log(client, issuer, servant, caplog):
    caplog.set_level(logging.DEBUG)

    log_in(client, issuer)
    log_in(client, issuer)  # known by now

    row = SocialAccount.objects.get()
    assert (row.user, row.extra_data, len(row.uid)) == (servant, {}, 64)
    assert not SocialToken.objects.exists()
    assert NUMBER not in caplog.text
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert NUMBER not in str(sessions)
    assert "urn:level" not in str(sessions)
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - our own tables
            assert NUMBER not in str(cursor.fetchall()), model


def test_afterwards_people_are_known_by_the_digest_whatever_their_address(client, issuer, servant):
    log_in(client, issuer)
    client.logout()
    User.objects.filter(pk=servant.pk).update(email="moved@gov.example")
    UserFactory(email="jo@gov.example")  # who got the address after them

    log_in(client, issuer)

    assert client.session["_auth_user_id"] == str(servant.pk)
    assert SocialAccount.objects.count() == 1


def test_an_address_that_went_to_a_new_colleague_opens_nothing_of_the_old_one(client, issuer, servant):
    log_in(client, issuer)
    client.logout()
    issuer.register("92010100149", email="jo@gov.example", email_verified=True, acr="urn:level:3")

    response = log_in(client, issuer, "92010100149")

    assert response.status_code == 403
    assert not is_logged_in(client)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email": "nobody@gov.example"}, "unknown"),
        ({"email": "gone@gov.example"}, "unknown"),
        ({"email": "taken@gov.example"}, "unclear"),
        ({"email": "twice@gov.example"}, "unclear"),
        ({"email": "jo@gov.example", "email_verified": False}, "address"),
        ({"email": "jo@gov.example", "email_verified": "yes"}, "address"),
        ({"email": ["jo@gov.example"]}, "address"),
        ({"email": "jo@gov.example\x00"}, "address"),
        ({"email": "jo@gov.example", "acr": "urn:level:9"}, "level"),
    ],
)
def test_who_is_not_certainly_one_of_ours_is_refused_in_words(client, issuer, servant, claims, reason):
    UserFactory(email="gone@gov.example", is_active=False)
    EmailAddress.objects.create(user=UserFactory(email="taken@gov.example"), email="taken@gov.example", verified=False)
    UserFactory(email="twice@gov.example")
    UserFactory(email="twice@gov.example")
    issuer.register("1", **{"email_verified": True, "acr": "urn:level:2"} | claims)

    response = log_in(client, issuer, "1")

    assert response.status_code == 403
    assert response.context["refusal"].words == WORDS[reason]
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()


def test_nobody_is_shut_out_by_who_began_an_account_with_their_address(client, issuer, servant):
    other = UserFactory(email="jo@gov.example")
    EmailAddress.objects.create(user=other, email="jo@gov.example", verified=False)

    log_in(client, issuer)

    assert client.session["_auth_user_id"] == str(servant.pk)


def test_an_address_in_letters_that_only_look_the_same_is_another_one(client, issuer):
    UserFactory(email="mike@gov.example")
    issuer.register("1", email="mıke@gov.example", email_verified=True, acr="urn:level:2")

    assert log_in(client, issuer, "1").status_code == 403


def test_who_the_setting_lets_sign_up_gets_an_account_without_a_number(client, issuer, settings):
    settings.OIDC["sign_up"] = True
    issuer.register(NUMBER, email="new@gov.example", email_verified=True, acr="urn:level:1")

    log_in(client, issuer)

    user = User.objects.get(email="new@gov.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not user.has_usable_password()
    assert NUMBER not in user.username


@pytest.mark.parametrize(("language", "words"), [("nl", "De Poort"), ("fr", "la Porte")])
def test_too_low_a_level_for_the_role_is_refused_and_the_next_time_more_is_asked(
    client, issuer, site, monkeypatch, language, words
):
    monkeypatch.setitem(assurance._required, ROLES["administrator"]["name"], "high")
    person_in_role("administrator", email="jo@gov.example")
    issuer.register(NUMBER, email="jo@gov.example", email_verified=True, acr="urn:level:2")

    response = log_in(client, issuer, language=language)

    assert response.status_code == 403
    assert response.context["needed"] == assurance.label("high")
    assert f'lang="{language}"' in response.content.decode()
    assert words.lower() in response.content.decode().lower()
    assert not is_logged_in(client)

    issuer.register(NUMBER, email="jo@gov.example", email_verified=True, acr="urn:level:3")
    assert log_in(client, issuer, language=language).status_code == 302
    assert issuer.asked["acr_values"] == "urn:level:3"
    assert issuer.asked["prompt"] == "login"
    assert client.session["users.assurance"] == "high"


def test_a_role_whose_level_the_settings_do_not_name_lets_nobody_in_and_is_told_to_the_operator(settings, issuer):
    settings.OIDC["levels"] = ["urn:level:1"]

    assert not assurance.is_enough("urn:level:1", "substantial")
    assert assurance.is_enough("urn:level:1", "")
    assert {error.id for error in checks.settings_are_whole(None)} == {"users.E003"}
    assert "users.E005" in {error.id for error in run_checks(include_deployment_checks=True, tags=["security"])}
    settings.OIDC["subject_key"] = "short"
    assert "users.E002" in {error.id for error in checks.settings_are_whole(None)}


def test_roles_say_the_level_they_ask_for(site):
    asked = {role["name"]: role["assurance"] for role in ROLES.values() if "assurance" in role}

    assert asked
    assert assurance.required().items() >= asked.items()


def test_only_the_highest_level_counts_as_a_second_factor_unless_the_settings_say_so(rf, issuer, settings):
    request = rf.get("/")
    request.session = {}
    given = {}
    for level in ("", "low", "substantial", "high"):
        request.session["users.assurance"] = level
        given[level] = assurance.is_second_factor(request)

    assert given == {"": False, "low": False, "substantial": False, "high": True}
    settings.OIDC["second_factor"] = "substantial"
    request.session["users.assurance"] = "substantial"
    assert assurance.is_second_factor(request)


def test_a_later_log_in_of_another_kind_does_not_inherit_the_level(client, issuer, servant):
    log_in(client, issuer)
    assert client.session["users.assurance"] == "substantial"

    client.force_login(servant)

    assert "users.assurance" not in client.session


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"aud": [issuers.CLIENT, "another client"]},
        {"aud": [issuers.CLIENT, "another client"], "azp": "another client"},
        {"exp": time.time() - 3600},
        {"exp": None},
        {"iat": time.time() + 3600},
        {"sub": None},
        issuers.signed_by_another,
        issuers.not_signed,
        lambda token: "no.token",
        lambda token: ["no token"],
    ],
)
def test_a_token_that_is_not_the_services_own_for_us_and_for_now_is_refused(client, issuer, servant, lie):
    issuer.lie = lie

    response = log_in(client, issuer)

    assert response.status_code == 400
    assert response.context["refusal"].reason == "answer"
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_that_is_only_in_the_second_answer_is_taken_from_there(client, issuer, servant):
    issuer.lie = {"email": None, "email_verified": None}

    assert log_in(client, issuer).status_code == 302
    assert issuer.userinfo == 1


def test_a_second_answer_about_somebody_else_is_refused(client, issuer, servant):
    UserFactory(email="other@gov.example")
    issuer.lie = {"email": None, "sub": "somebody else"}

    assert log_in(client, issuer).status_code == 400
    assert not is_logged_in(client)


def test_the_same_answer_opens_nothing_twice_nor_in_another_browser(client, issuer, servant):
    back = issuer.log_in(begin(client)["Location"], NUMBER)
    stolen = Client().get(back)
    assert stolen.status_code == 400
    assert stolen.context["refusal"].reason == "state"

    assert client.get(back).status_code == 302
    client.logout()
    again = client.get(back)

    assert again.context["refusal"].reason == "state"
    assert not is_logged_in(client)


def test_a_code_of_another_log_in_is_refused(client, issuer, servant):
    used = issuer.log_in(begin(client)["Location"], NUMBER)
    client.get(used)
    client.logout()
    fresh = issuer.log_in(begin(client)["Location"], NUMBER)
    codes = [address.split("code=")[1].split("&")[0] for address in (fresh, used)]

    response = client.get(fresh.replace(*codes))

    assert response.context["refusal"].reason == "answer"
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("error=access_denied", "cancelled"),
        ("error=server_error", "answer"),
        ("", "answer"),
        ("code=x&iss=https://elsewhere.example", "answer"),
        ("code=%00", "answer"),
    ],
)
def test_each_other_answer_of_the_service_is_said_in_words(client, issuer, query, reason):
    begin(client)
    state = next(iter(client.session["socialaccount_states"]))

    response = client.get(reverse("oidc_callback") + f"?state={state}&{query}")

    assert response.context["refusal"].reason == reason
    assert client.get(reverse("oidc_callback") + f"?{query}").context["refusal"].reason == "state"


def test_while_the_service_is_away_people_read_that(client, issuer, servant, settings):
    back = issuer.log_in(begin(client)["Location"], NUMBER)
    settings.OIDC["issuer"] = "http://127.0.0.1:9"

    for response in (begin(client), client.get(back)):
        assert response.status_code == 503
        assert response.context["refusal"].reason == "away"


def test_a_service_that_calls_itself_something_else_is_not_believed(client, issuer, settings):
    settings.OIDC["issuer"] = issuer.url.replace("127.0.0.1", "localhost") + "/."

    response = begin(client)

    assert response.status_code in (400, 503)


def test_where_no_service_is_set_up_there_is_no_button_and_no_address(client, db):
    assert not config.is_set_up()
    assert reverse("oidc:start") not in client.get(reverse("account_login")).content.decode()
    for address in (reverse("oidc:start"), reverse("oidc_callback")):
        assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize(("language", "name"), [("nl", "de Poort"), ("fr", "la Porte")])
def test_the_log_in_page_names_the_service_in_each_language(client, issuer, language, name):
    with override(language):
        content = client.get(reverse("account_login")).content.decode()

        assert name in content
        assert f'href="{reverse("oidc:start")}"' in content


def test_only_ones_own_connection_can_be_ended(client, issuer, servant):
    log_in(client, issuer)
    row = SocialAccount.objects.get()
    other = Client()
    other.force_login(UserFactory())
    address = reverse("oidc:disconnect", args=[row.pk])

    assert other.post(address).status_code == 404
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_person_is_tied_to_one_digest_and_a_digest_to_one_person(issuer):
    first, second = UserFactory(), UserFactory()
    connect(first, "a" * 64)

    for user, digest in [(first, "b" * 64), (second, "a" * 64)]:
        with pytest.raises(Refusal):
            connect(user, digest)
