"""Who types a stranger's address, or many: clear answers, stated limits, nothing sent twice."""

from datetime import timedelta

import pytest
from django.core import mail

from follow.models import Follower, Following
from follow.services.asking import follow_ask
from follow.services.stopping import mail_allow, mail_refuse

from .alert_world import MONDAY, ask, day, follower, last_mail, link_in, url

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def asked(code="one", *, at, email="vreemde@example.org"):
    """Whether a mail is to leave."""
    values = {"kind": "fake", "language": "nl", "frequency": "weekly"}
    return follow_ask(email=email, code=code, at=at, **values) is not None


def test_an_address_that_confirmed_nothing_is_written_to_once_a_day(world):
    sent = [asked(code, at=MONDAY + number * HOUR) for number, code in enumerate(("one", "two", "one", "three"))]
    assert sent == [True, False, False, False]

    assert not asked("two", at=MONDAY + 23 * HOUR)
    assert asked("two", at=MONDAY + 24 * HOUR)


def test_requests_now_and_then_do_not_keep_the_next_mail_away(world):
    sent = [asked("one" if number % 2 else "two", at=MONDAY + number * 10 * HOUR) for number in range(7)]

    assert sent == [True, False, False, True, False, False, True]


def test_what_stands_behind_a_link_expires_with_it(world):
    asked("one", at=MONDAY)
    asked("two", at=MONDAY + 20 * HOUR)

    assert set(Following.objects.values_list("asked_at", flat=True)) == {MONDAY}


def test_who_follows_something_gets_a_mail_for_each_next_thing_and_for_the_same_once_an_hour(world):
    follower("vreemde@example.org")

    assert asked("two", at=MONDAY)
    assert not asked("two", at=MONDAY + timedelta(minutes=59))
    assert asked("three", at=MONDAY + timedelta(minutes=59))
    assert asked("two", at=MONDAY + HOUR)
    assert asked("one", at=MONDAY)  # followed already: it is told by mail, not on the screen
    assert not asked("one", at=MONDAY)


def test_one_mailbox_is_asked_about_so_often_a_day_whatever_follows_its_plus_sign(client, world, settings):
    settings.FOLLOW_LIMITS = settings.FOLLOW_LIMITS | {"address": (2, 2)}

    answers = [ask(client, f"vreemde{plus}@example.org") for plus in ("", "+a", "+b")]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"]
    assert answers[2].context["errors"][0][0]
    assert answers[2].context["form"]["email"].value() == "vreemde+b@example.org"
    assert len(mail.outbox) == Follower.objects.count() == 2
    assert ask(client, "ander@example.org").status_code == 200


def test_one_network_asks_so_often_an_hour(client, world, settings):
    settings.FOLLOW_LIMITS = settings.FOLLOW_LIMITS | {"network": (2, 9)}

    answers = [ask(client, f"vreemde{number}@example.org").status_code for number in range(3)]

    assert answers == [200, 200, 429]
    assert len(mail.outbox) == 2
    assert ask(client, "", code="one").status_code == 200  # a mistake is no request


def test_a_stranger_refuses_all_mails_and_of_the_address_only_a_digest_stays(client, world):
    ask(client, "vreemde@example.org")
    link = link_in(last_mail(), "never")
    assert client.get(link).status_code == 200
    assert not Follower.objects.blocked().exists()

    assert client.post(link).status_code == 200

    one = Follower.objects.get()
    assert (one.sealed, one.told_until) == ("", None)
    assert [row.kind for row in one.followings.all()] == ["nothing"]
    for email in ("vreemde@example.org", "VREEMDE@example.org", "vreemde+x@example.org"):
        for number in range(3):
            assert not asked(email=email, at=day(number))
    assert len(mail.outbox) == 1
    assert client.get(url("own", one.key)).status_code == 200


def test_who_refused_can_allow_mails_again_with_the_same_link(client, world):
    ask(client, "vreemde@example.org")
    link = link_in(last_mail(), "never")
    for _click in range(2):
        client.post(link)

    assert client.post(link, {"allow": "yes"}).status_code == 200

    assert not Follower.objects.exists()
    assert asked(at=MONDAY)


def test_a_second_refusal_and_a_second_leave_change_nothing(world):
    one = follower()
    mail_allow(follower=one)
    assert Follower.objects.get().followings.confirmed().exists()
    for _time in range(2):
        mail_refuse(follower=one)

    assert Following.objects.get().kind == "nothing"
