"""The mail that says what changed: to whom, when, what, and once; at a real mail server."""

import re
from datetime import datetime, timedelta
from email.header import decode_header, make_header

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actions.reminders.post import Post
from follow.alerts import digests, run
from follow.alerts.run import alert, due
from follow.models import Follower, Following
from tests.actions.mail_server import free_port, serving, use_server
from tests.database import Queries

from .alert_world import MONDAY, day, follower, url

pytestmark = pytest.mark.django_db


def text_of(message, part=0):
    return message.get_payload()[part].get_payload(decode=True).decode().replace("\r\n", "\n")


def subject_of(message):
    return str(make_header(decode_header(message["Subject"])))


@pytest.fixture
def inbox(settings):
    with serving(settings) as found:
        yield found


# --- What it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "title"), [("nl", "Plan one"), ("fr", "Le plan one")])
def test_a_mail_says_what_changed_in_both_forms_with_whole_links(world, inbox, language, title):
    one = follower("lezer+x@example.org", language=language)
    world.change(day(-1), title="Actie 3 <ligt> stil", text="Wegens “geldgebrek”.\nNieuwe einddatum.")

    alert(MONDAY)

    (message,) = inbox.mails
    assert message["To"] == "lezer+x@example.org"
    assert message["Content-Language"] == language
    text, html = text_of(message), text_of(message, 1)
    for words in (title, "Wegens “geldgebrek”. Nieuwe einddatum.", "http://127.0.0.1:8000/nl/melding/1/"):
        assert words in text
        assert words in html
    assert "Actie 3 <ligt> stil" in text
    assert "Actie 3 &lt;ligt&gt; stil" in html
    assert f'lang="{language}"' in html
    for name in ("own", "stop"):
        assert url(name, one.key, language) in text
        assert url(name, one.key, language) in html
    assert "<img" not in html
    assert "lezer" not in text + html + subject_of(message)


def test_the_headers_let_a_mail_program_stop_it_with_one_click(world, inbox):
    one = follower()
    world.change(day(-1))

    alert(MONDAY)

    (message,) = inbox.mails
    assert message["List-Unsubscribe"].strip() == f"<http://127.0.0.1:8000{url('stop', one.key)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<follow.127.0.0.1>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_each_change_is_told_once_though_two_subjects_have_it(world, inbox):
    follower("lezer@example.org", "one", "two")
    world.change(day(-1), "one", "two", title="Gedeeld nieuws")
    world.change(day(-1), "two", title="Ander nieuws")

    alert(MONDAY)

    text = text_of(inbox.mails[0])
    assert text.count("Gedeeld nieuws") == 1
    assert text.index("Plan one") < text.index("Gedeeld nieuws") < text.index("Plan two") < text.index("Ander nieuws")
    assert "2" in subject_of(inbox.mails[0])


def test_what_changed_before_it_was_followed_or_was_told_already_is_no_news(world, inbox):
    one = follower(told=day(-2))
    Following.objects.create(follower=one, kind="fake", code="two", asked_at=MONDAY, confirmed_at=day(-1))
    world.change(day(-3), "one", title="Oud")
    world.change(day(-1, hour=6), "two", title="Te vroeg")
    world.change(day(-1, hour=8), "one", "two", title="Nieuw")

    alert(MONDAY)

    assert "Nieuw" in text_of(inbox.mails[0])
    assert not {"Oud", "Te vroeg"} & set(text_of(inbox.mails[0]).split())


def test_of_many_changes_the_newest_stand_in_the_mail_and_the_others_are_counted(world, inbox):
    follower("lezer@example.org", "one", "two")
    for number in range(70):
        world.change(day(-2) + timedelta(minutes=number), "one")
    for number in range(4):
        world.change(day(-3) + timedelta(minutes=number), "two")

    alert(MONDAY)

    text = text_of(inbox.mails[0])
    assert text.count("Nu voltooid.") == digests.MOST == 50
    assert "Melding 70\n" in text
    assert "Melding 20\n" not in text
    assert re.search(r"… .*\b20\b", text)
    assert "Plan two" in text
    assert "74" in subject_of(inbox.mails[0])


def test_what_is_written_elsewhere_cannot_add_headers_or_lines(world, inbox):
    follower()
    world.change(day(-1), title="Titel\r\nBcc: x@example.org\u202e", lang="fr", url="")

    alert(MONDAY)

    (message,) = inbox.mails
    assert message["Bcc"] is None
    assert "\nBcc" not in text_of(message)
    assert "\u202e" not in text_of(message, 1)
    assert '<span lang="fr">' in text_of(message, 1)


# --- When ------------------------------------------------------------------------------------------------------------


def told_days(frequency, days, hour=7):
    """The numbers of the days on which a mail leaves, when there is news every day and a run on these days."""
    one = follower(f"{frequency}@example.org", frequency=frequency, told=day(-2))
    return [number for number in days if _told(one, number, hour)]


def _told(one, number, hour):
    at = day(number, hour=hour)
    if not due(at).filter(pk=one.pk).exists():
        return False
    Follower.objects.filter(pk=one.pk).update(told_until=run.until(at))
    return True


def test_daily_weekly_and_monthly_mails_leave_on_their_days_in_brussels(world):
    assert told_days("daily", range(5)) == [0, 1, 2, 3, 4]
    assert told_days("weekly", range(22)) == [0, 7, 14, 21]
    assert told_days("monthly", range(-1, 62)) == [-1, 29, 60]  # 1 November, 1 December, 1 January


def test_runs_that_were_missed_are_made_up_for_once(world):
    assert told_days("weekly", [0, 9, 10, 13, 14, 15]) == [0, 9, 14]
    assert told_days("monthly", [-1, 35, 36, 60]) == [-1, 35, 60]


def test_several_runs_on_one_day_tell_once_also_right_after_midnight(world, inbox):
    follower(told=day(-1, hour=7))
    zone = timezone.get_default_timezone()
    world.change(day(-1, hour=20))
    for number, minute in enumerate((1, 3, 30)):
        world.change(datetime(2026, 11, 2, 0, minute, tzinfo=zone), title=f"Later {number}")
        alert(datetime(2026, 11, 2, 0, minute, 30, tzinfo=zone))

    assert len(inbox.mails) == 1
    alert(day(1))
    assert len(inbox.mails) == 2
    for number in range(3):
        assert text_of(inbox.mails[1]).count(f"Later {number}") == 1


def test_a_change_on_its_way_while_a_run_reads_is_told_by_the_next(world, inbox):
    follower()
    world.change(day(-1))
    alert(MONDAY)
    world.change(MONDAY - timedelta(seconds=1), title="Laat bevestigd")

    alert(day(1))

    assert "Laat bevestigd" in text_of(inbox.mails[1])


def test_without_changes_no_mail_leaves_and_the_next_one_starts_there(world, inbox):
    one = follower()

    assert alert(MONDAY).unchanged == 1

    assert inbox.mails == []
    one.refresh_from_db()
    assert one.told_until == run.until(MONDAY)


def test_who_confirmed_nothing_or_refused_gets_no_mail(world, inbox):
    asked, refused = follower("a@example.org"), follower("b@example.org")
    asked.followings.update(confirmed_at=None)
    refused.followings.update(kind="nothing")
    world.change(day(-1))

    assert alert(MONDAY).sent == 0
    assert inbox.mails == []


# --- No longer there -------------------------------------------------------------------------------------------------


def test_what_is_no_longer_public_is_told_once_and_unfollowed(world, inbox):
    one = follower("lezer@example.org", "one", "two")
    world.public.discard("two")
    world.change(day(-1), "two", title="Geheim")

    alert(MONDAY)
    alert(day(1))

    (message,) = inbox.mails
    assert "Nep two" in text_of(message)
    assert "Geheim" not in text_of(message)
    assert [row.code for row in one.followings.all()] == ["one"]


def test_an_address_with_nothing_left_to_follow_is_told_so_and_erased(world, inbox):
    follower()
    world.public.clear()

    alert(MONDAY)

    assert len(inbox.mails) == 1
    assert not Follower.objects.exists()


def test_a_kind_that_no_app_knows_any_more_is_kept_and_logged(world, inbox, caplog):
    one = follower()
    one.followings.update(kind="unheard")

    alert(MONDAY)

    assert one.followings.get().code == "one"
    assert inbox.mails == []
    assert "unheard" in caplog.text


# --- Once, and not never ---------------------------------------------------------------------------------------------


class Crash(BaseException):
    """The process ends here."""


def crash_at(monkeypatch, moment):
    hand_in = Post.hand_in

    def end(self, letter):
        if moment == "after":
            hand_in(self, letter)
        raise Crash

    monkeypatch.setattr(Post, "hand_in", end)


@pytest.mark.parametrize(("moment", "mails"), [("before", 1), ("after", 2)])
def test_a_crash_loses_nothing_and_what_leaves_twice_has_one_name(world, inbox, monkeypatch, moment, mails):
    one = follower()
    world.change(day(-1))
    with monkeypatch.context() as patch:
        crash_at(patch, moment)
        with pytest.raises(Crash):
            alert(MONDAY)
    one.refresh_from_db()
    assert one.told_until == MONDAY - timedelta(days=30)

    alert(MONDAY + timedelta(minutes=10))
    alert(MONDAY + timedelta(minutes=20))

    assert len(inbox.mails) == mails
    assert len({message["Message-ID"] for message in inbox.mails}) == 1


def test_other_news_and_other_addresses_have_other_names(world, inbox):
    follower("a@example.org")
    follower("b@example.org")
    for number in (-1, 0):
        world.change(day(number, hour=3))
        alert(day(number))

    assert len({message["Message-ID"] for message in inbox.mails}) == len(inbox.mails) == 4


def test_a_run_beside_this_one_sends_nothing_twice(world, inbox):
    one = follower()
    world.change(day(-1))
    told = digests.Told(run.until(MONDAY))
    assert due(MONDAY).exists()  # another run has seen who is due
    alert(MONDAY)

    with Post() as second:
        assert run._tell(one.pk, second, told, MONDAY) == "unchanged"

    assert len(inbox.mails) == 1


def test_an_address_that_is_refused_keeps_no_other_mail_back_and_is_in_no_log(world, inbox, caplog):
    refused = follower("refused@example.org")
    follower("b@example.org")
    world.change(day(-1))

    outcome = alert(MONDAY)

    assert (outcome.sent, outcome.not_sent) == (1, 1)
    assert f"follower {refused.pk}" in caplog.text
    assert "refused@" not in caplog.text
    refused.refresh_from_db()
    assert refused.told_until < day(-1)


def test_an_address_that_no_key_opens_keeps_no_other_mail_back(world, inbox, caplog):
    lost = follower("a@example.org")
    Follower.objects.filter(pk=lost.pk).update(sealed="gone")
    follower("b@example.org")
    world.change(day(-1))

    assert alert(MONDAY).sent == 1
    assert "IDENTITY_KEYS" in caplog.text


def test_while_the_mail_server_is_away_everything_waits(world, settings):
    follower("a@example.org")
    follower("b@example.org")
    world.change(timezone.now() - timedelta(hours=1))
    use_server(settings, free_port())

    with pytest.raises(CommandError, match="away"):
        call_command("alerts_send")
    with serving(settings) as inbox:
        call_command("alerts_send")

    assert sorted(message["To"] for message in inbox.mails) == ["a@example.org", "b@example.org"]


def test_a_dry_run_shows_the_mails_without_addresses_or_keys_and_changes_nothing(world, inbox, capsys):
    one = follower("geheim@example.org")
    world.change(timezone.now() - timedelta(hours=1), title="Te zien")

    call_command("alerts_send", dry_run=True)

    shown = capsys.readouterr().out
    assert "Te zien" in shown
    assert "mails that would be sent: 1" in shown
    assert "geheim" not in shown
    assert one.key not in shown
    assert inbox.mails == []
    call_command("alerts_send")
    assert len(inbox.mails) == 1


def test_a_day_to_come_is_for_dry_runs_only(world):
    with pytest.raises(CommandError):
        call_command("alerts_send", on=timezone.localdate() + timedelta(days=1))


def test_many_who_follow_the_same_ask_once_what_changed(world, inbox):
    for number in range(12):
        follower(f"a{number}@example.org", at=day(-9))
    world.change(day(-1))

    with Queries() as queries:
        assert alert(MONDAY).sent == 12

    assert len(world.asked) == 1
    assert inbox.connections == 1
    assert len(queries) <= 12 * 8
