"""Asking for mails: what one reads before, what is refused, and what is kept."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from core.sealing import unseal
from core.shell import shell_in
from follow.alerts.addresses import follow_url, home_url
from follow.models import Follower, Following
from tests.database import Queries
from tests.factories import ActionPlanFactory

from .alert_world import MONDAY, ask, day, follower, last_mail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "title"), [("nl", "Plan one"), ("fr", "Le plan one")])
def test_the_page_says_what_it_is_what_changed_lately_and_asks_for_an_address(client, world, language, title):
    world.change(day(-1), title="Actie 3 is klaar")

    response = client.get(follow_url("fake", "one", language))

    content = response.content.decode()
    assert f">{title}</h1>" in content
    assert "Actie 3 is klaar" in content
    for value in ("daily", "weekly", "monthly"):
        assert f'value="{value}"' in content
    assert f'value="{language}" ' in content.split('name="language"', 1)[1]
    assert response.context["form"].initial["language"] == language
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("fake", "four"), ("unheard", "one"), ("", "one"), ("fake", "x" * 5000), ("nothing", "")],
)
def test_what_does_not_exist_or_is_not_for_everybody_cannot_be_followed(client, world, kind, code):
    assert client.get(follow_url(kind, code, "nl")).status_code == 404
    assert ask(client, kind=kind, code=code).status_code == 404
    assert not Following.objects.exists()


def test_odd_addresses_of_the_page_have_a_clear_answer(client, world):
    page = follow_url("fake", "one", "nl").partition("?")[0]

    assert client.get(page).status_code == 404
    assert client.get(page + "?kind=fake&code=t%00wo").status_code == 404
    assert client.get(page + "?kind=fake&code=two&code=one").context["subject"].code == "one"
    assert client.get(page + "?kind=search&code=").url.startswith(home_url("nl"))
    assert client.get(page + "?kind=search&code=" + "zes woorden " * 16).status_code == 200


def test_a_form_of_another_site_does_nothing(world):
    assert ask(Client(enforce_csrf_checks=True)).status_code == 403
    assert not Follower.objects.exists()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_about_following_offers_plans_and_themes_and_is_the_same_for_everybody(client, site, language):
    plan = ActionPlanFactory()
    ActionPlanFactory(is_public=False, code="verborgen-plan")

    response = client.get(home_url(language))

    content = response.content.decode()
    assert follow_url("plan", plan.code, language).replace("&", "&amp;") in content
    assert "kind=theme" in content
    assert "verborgen-plan" not in content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in content


def test_the_page_about_following_costs_as_much_with_many_plans(client, site):
    costs = []
    for number in (3, 30):
        ActionPlanFactory.create_batch(number)
        cache.clear()
        shell_in("nl")
        with Queries() as queries:
            client.get(home_url("nl"))
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12


# --- The address -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "", "lezer", "lezer@", "a@example.org, b@example.org", "a@example.org;b@example.org",
        "a@example.org\r\nBcc: b@example.org", "a@example.org\nb", '"a b"@example.org', "a@[127.0.0.1]",
        "a\u202eb@example.org", "a" * 310 + "@example.org", "a@b@example.org", "zoë@example.org",
    ],
)  # fmt: skip
def test_what_is_no_single_address_is_said_at_the_field_and_nothing_typed_is_lost(client, world, typed):
    response = ask(client, typed, frequency="monthly", language="fr")

    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors["email"]
    assert response.context["errors"][0][1] == "id_email"
    assert (form["email"].value(), form["frequency"].value(), form["language"].value()) == (typed, "monthly", "fr")
    assert not mail.outbox
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("  Lezer@EXAMPLE.org ", "Lezer@example.org"),
        ("lezer+plan@example.org", "lezer+plan@example.org"),
        ("lezer@münchen.example", "lezer@xn--mnchen-3ya.example"),
        ("a" * 60 + "@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + ".be", None),
    ],
)
def test_unusual_addresses_that_exist_are_right(client, world, typed, sent_to):
    assert ask(client, typed).status_code == 200

    assert last_mail().to == [typed.strip()]
    assert unseal(Follower.objects.get().sealed)["email"] == (sent_to or typed)


def test_one_address_is_one_follower_however_it_is_written(client, world):
    for typed in ("Lezer@münchen.example", "lezer@MÜNCHEN.example", "lezer@xn--mnchen-3ya.example"):
        ask(client, typed)

    assert Follower.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_choice_that_does_not_exist_is_refused(client, world):
    values = {"email": "lezer@example.org", "frequency": "hourly", "language": "xx"}
    response = client.post(follow_url("fake", "one", "nl"), values)

    assert set(response.context["form"].errors) == {"frequency", "language"}
    assert not Follower.objects.exists()


def test_the_address_stands_in_no_column_no_log_and_no_address_of_a_page(client, world, caplog):
    caplog.set_level("DEBUG")

    response = ask(client, "geheim.adres@example.org")

    assert "geheim.adres@example.org" in response.content.decode()
    with connection.cursor() as cursor:
        for model in (Follower, Following):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - our own tables
            assert "geheim" not in str(cursor.fetchall())
    assert "geheim" not in caplog.text
    assert "geheim" not in last_mail().body
    assert "geheim" not in str(Follower.objects.get()) + str(Following.objects.get())


# --- The same answer for everybody -----------------------------------------------------------------------------------


def test_the_answer_is_the_same_for_an_address_that_is_known_unknown_or_wants_no_mail(client, world):
    follower("known@example.org", "one", "two", at=MONDAY)
    blocked = follower("blocked@example.org")
    blocked.followings.update(kind="nothing")

    answers = [
        (response.status_code, response.content.decode().replace(name, ""), sorted(response.cookies))
        for name in ("known", "unknown", "blocked")
        for response in [ask(client, f"{name}@example.org", "one")]
    ]

    assert answers[0] == answers[1] == answers[2]
    assert [message.to[0] for message in mail.outbox] == ["known@example.org", "unknown@example.org"]


def test_a_mail_server_that_refuses_is_told_and_it_can_be_asked_again_at_once(client, world, settings, caplog):
    settings.EMAIL_BACKEND = "tests.consultations.broken_mail.Backend"
    response = ask(client)
    assert response.status_code == 503
    assert response.context["form"]["email"].value() == "lezer@example.org"
    assert not Follower.objects.exists()
    assert "lezer" not in caplog.text

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert ask(client).status_code == 200
    assert len(mail.outbox) == 1
