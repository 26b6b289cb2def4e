"""Who stops is forgotten at once: by one click, one thing at a time, with an account, and after a restore."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from cryptography.fernet import Fernet
from django.conf import settings as project_settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.sealing import email_digest
from follow.models import Follower, Following
from follow.services.replaying import replay
from follow.services.resealing import reseal
from follow.services.stopping import follow_stop, follow_stop_all, mail_allow, mail_refuse
from tests.factories import UserFactory, person_in_role
from users.personal import everything
from users.services import account_erase

from .alert_world import MONDAY, ask, follower, url

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def strict():
    """A browser, or a program of mail, that has no cookie and no token."""
    return Client(enforce_csrf_checks=True)


# --- One click -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_one_click_of_a_mail_program_erases_everything_without_a_question(strict, world, language):
    one = follower("lezer@example.org", "one", "two")

    response = strict.post(url("stop", one.key, language), ONE_CLICK)

    assert response.status_code == 200
    assert not response.cookies
    assert not Follower.objects.exists()
    assert not Following.objects.exists()


def test_a_second_click_has_the_same_answer(strict, world):
    one = follower()
    answers = [strict.post(url("stop", one.key), ONE_CLICK) for _time in range(2)]

    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].content == answers[1].content
    assert strict.get(url("stop", one.key)).status_code == 200


def test_opening_the_address_only_shows_a_button(strict, world):
    one = follower()

    response = strict.get(url("stop", one.key))

    assert b"<button" in response.content
    assert Follower.objects.exists()
    strict.post(url("stop", one.key))
    assert not Follower.objects.exists()


def test_one_click_does_not_lift_a_refusal(strict, world):
    one = follower()
    mail_refuse(follower=one)

    assert strict.post(url("stop", one.key), ONE_CLICK).status_code == 200

    assert Follower.objects.blocked().exists()


def test_a_key_that_is_almost_right_opens_nothing(strict, world):
    one = follower()
    for key in (one.key[:-1] + ("a" if one.key[-1] != "a" else "b"), one.key[:8], one.key.swapcase(), "%", "x" * 3000):
        assert strict.get(url("own", key)).status_code == 404
        assert strict.post(url("never", key)).status_code == 404
        assert strict.post(url("stop", key)).status_code == 200
    assert Following.objects.confirmed().exists()


# --- One thing at a time ---------------------------------------------------------------------------------------------


def test_the_page_of_an_address_shows_what_it_follows_and_stops_one(strict, world):
    one = follower("lezer@example.org", "one", "two")
    other = follower("ander@example.org", "three")
    page = strict.get(url("own", one.key))
    assert [row.title for row in page.context["rows"]] == ["Plan one", "Plan two"]
    assert "lezer" not in page.content.decode()

    for row in (one.followings.get(code="one"), other.followings.get()):
        strict.post(url("own", one.key), {"stop": row.pk})

    assert [row.code for row in Following.objects.all()] == ["two", "three"]
    for nonsense in ("", "x", "9" * 40, "-1"):
        assert strict.post(url("own", one.key), {"stop": nonsense}).status_code == 200


def test_stopping_the_last_one_erases_the_address(strict, world):
    one = follower()

    response = strict.post(url("own", one.key), {"stop": one.followings.get().pk})

    assert response.status_code == 200
    assert not Follower.objects.exists()


def test_frequency_and_language_change_on_the_page_and_nonsense_is_said_at_the_field(strict, world):
    one = follower()

    strict.post(url("own", one.key), {"frequency": "monthly", "language": "fr"})
    one.refresh_from_db()
    assert (one.frequency, one.language) == ("monthly", "fr")
    response = strict.post(url("own", one.key, "fr"), {"frequency": "x", "language": "fr"})
    assert response.context["form"].errors["frequency"]
    one.refresh_from_db()
    assert one.frequency == "monthly"


def test_what_is_no_longer_public_can_be_stopped_without_a_word_of_it(strict, world):
    one = follower()
    world.public.clear()

    response = strict.get(url("own", one.key))

    assert "Plan one" not in response.content.decode()
    assert strict.post(url("own", one.key), {"stop": one.followings.get().pk}).status_code == 200
    assert not Follower.objects.exists()


def test_while_the_ledger_cannot_be_written_nothing_stops_and_the_reader_hears_it(strict, world, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.ERASURE_LEDGER = str(tmp_path / "file" / "erasures.jsonl")
    one = follower("lezer@example.org", "one", "two")

    answers = [
        strict.post(url("stop", one.key), ONE_CLICK),
        strict.post(url("never", one.key)),
        strict.post(url("own", one.key), {"stop": one.followings.first().pk}),
    ]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert one.followings.confirmed().count() == 2


# --- After a restore -------------------------------------------------------------------------------------------------


def restore(rows):
    """Set the tables back to what a backup held."""
    Follower.objects.all().delete()
    for row in rows:
        row.save(force_insert=True)


def backup():
    return [*Follower.objects.all(), *Following.objects.all()]


def test_after_a_restore_who_stopped_stops_again_and_nobody_else(world, settings, capsys):
    gone, less, refused, stays = (follower(f"{name}@example.org", "one", "two") for name in "abcd")
    held = backup()
    follow_stop_all(follower=gone)
    follow_stop(follower=less, pk=less.followings.get(code="one").pk)
    mail_refuse(follower=refused)
    lines = open(settings.ERASURE_LEDGER).read()  # noqa: PTH123, SIM115
    assert "example.org" not in lines
    restore(held)

    call_command("alerts_replay_erasures", dry_run=True)
    assert Following.objects.confirmed().count() == 8
    call_command("alerts_replay_erasures")
    call_command("alerts_replay_erasures")

    assert {row.follower_id for row in Following.objects.confirmed()} == {less.pk, stays.pk}
    assert less.followings.get().code == "two"
    assert Follower.objects.blocked().get().sealed == ""
    assert open(settings.ERASURE_LEDGER).read() == lines  # noqa: PTH123, SIM115
    assert "addresses erased again: 1" in capsys.readouterr().out


def test_a_refusal_holds_though_the_backup_never_heard_of_the_address(client, world):
    one = follower("a@example.org")
    mail_refuse(follower=one)
    restore([])

    replay()

    ask(client, "a@example.org")
    assert Follower.objects.get().followings.get().kind == "nothing"


def test_what_was_asked_after_it_stopped_stays(world):
    one = follower()
    follow_stop_all(follower=one, at=MONDAY)
    again = follower("lezer@example.org", at=MONDAY + timedelta(days=1), told=MONDAY)
    Follower.objects.filter(pk=again.pk).delete()
    again.pk = one.pk
    again.save(force_insert=True)
    Following.objects.create(
        follower=again, kind="fake", code="one", asked_at=MONDAY + timedelta(days=1), confirmed_at=MONDAY
    )

    assert not +replay()
    assert Following.objects.confirmed().exists()


def test_a_refusal_that_was_taken_back_is_not_made_again(world):
    one = follower()
    mail_refuse(follower=one, at=MONDAY)
    held = backup()
    mail_allow(follower=one, at=MONDAY + timedelta(days=1))
    restore(held)

    replay()

    assert not Follower.objects.exists()


def test_a_line_that_cannot_be_read_is_told(world, settings):
    with open(settings.ERASURE_LEDGER, "w") as file:  # noqa: PTH123
        file.write('{"what": "follower", "subject": "x", "cause": "request", "at": "2026-11-01T12:00:00+01:00"}\n')

    with pytest.raises(CommandError, match="1"):
        call_command("alerts_replay_erasures")


# --- Accounts, keys and the administration ---------------------------------------------------------------------------


def test_my_data_shows_and_erases_what_the_proven_addresses_of_an_account_follow(world):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="Lezer@example.org", verified=True)
    EmailAddress.objects.create(user=user, email="ander@example.org", verified=False)
    follower("lezer@example.org")
    follower("ander@example.org")

    rows = [row for rows in everything(user, "nl").values() for row in rows if "Plan one" in row.values()]
    assert len(rows) == 1
    account_erase(user=user, at=timezone.now())

    assert [one.digest for one in Follower.objects.all()] == [email_digest("ander@example.org")]


def test_leaving_with_an_account_does_not_lift_a_refusal(world):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="lezer@example.org", verified=True)
    mail_refuse(follower=follower())

    account_erase(user=user)

    assert Follower.objects.blocked().exists()


def test_addresses_go_over_to_new_keys(world, settings):
    follower()
    mail_refuse(follower=follower("refused@example.org"))
    settings.IDENTITY_KEYS = [Fernet.generate_key().decode(), *project_settings.IDENTITY_KEYS]
    settings.EMAIL_DIGEST_KEY = "another"

    call_command("alerts_reseal")
    settings.IDENTITY_KEYS = settings.IDENTITY_KEYS[:1]

    assert reseal(dry_run=True) == {"sealed": 1, "unreadable": 0}
    assert Follower.objects.alive().get().digest == email_digest("lezer@example.org")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_report_counts_who_follows_what_and_shows_no_address_and_no_search(client, world, language):
    for name in "ab":
        follower(f"{name}@example.org", "one")
    follower("c@example.org", "two")
    searcher = follower("d@example.org", "mijn zeldzame ziekte")
    searcher.followings.update(kind="search")
    user = person_in_role("analyst", language=language)
    client.force_login(user)

    response = client.get(reverse("followers:list"))

    rows = [(row["title"], row["addresses"]) for row in response.context["table"].data]
    title = {"nl": "Plan {}", "fr": "Le plan {}"}[language]
    assert rows[0] == (title.format("one"), 2)
    assert (title.format("two"), 1) in rows
    assert len(rows) == 3
    content = response.content.decode()
    assert "ziekte" not in content
    assert "example.org" not in content


def test_who_holds_no_right_sees_no_report(client, world):
    client.force_login(person_in_role("dutch-editor"))

    assert client.get(reverse("followers:list")).status_code in (302, 403)
