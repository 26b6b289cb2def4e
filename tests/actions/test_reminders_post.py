"""Reminders at a real mail server: what arrives, and what happens when it refuses, is away or breaks in between."""

import socket
from email.header import decode_header, make_header
from time import monotonic

import pytest

from actions.models import PersonalLink, Reminder
from actions.reminders import post, run
from actions.reminders.digests import round_of
from actions.services.links import link_check
from tests.factories import ActionPlanFactory

from .mail_server import free_port, serving, use_server
from .reminder_world import DUE, RUNNING, at, coordinator_of, day, log, owner_of, promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def owners(number, **values):
    """So many people who each have a report due."""
    plan = ActionPlanFactory(**RUNNING)
    return [owner_of(promise(plan), **values) for _number in range(number)]


def remind(on=DUE):
    return run.remind(at(on))


def recipients(inbox):
    return [mail["To"] for mail in inbox.mails]


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("nl", "Uw voortgangsmelding gevraagd: 1 toezegging", "werkt één keer"),
        ("fr", "Votre rapport est attendu\u00a0: 1 engagement", "Ce lien est à vous seul"),
    ],
)
def test_a_digest_arrives_whole_in_both_forms(settings, language, subject, words):
    settings.DEFAULT_FROM_EMAIL = "platform@example.org"
    (owner,) = owners(1, language=language, name="Zoë Lÿs")

    with serving(settings) as inbox:
        remind()

    (mail,) = inbox.mails
    assert (mail["From"], mail["To"]) == ("platform@example.org", owner.email)
    assert str(make_header(decode_header(mail["Subject"]))) == subject
    assert (mail["Auto-Submitted"], mail["List-Id"]) == ("auto-generated", "<reminders.127.0.0.1>")
    text, html = mail.get_payload()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    for part in (text, html):
        assert words in part.get_payload(decode=True).decode()
        assert "Zoë Lÿs" in part.get_payload(decode=True).decode()


def test_many_mails_go_by_one_connection(settings):
    people = owners(12)

    with serving(settings) as inbox:
        outcome = remind()

    assert (outcome.sent, outcome.not_sent) == (12, 0)
    assert inbox.connections == 1
    assert sorted(recipients(inbox)) == sorted(owner.email for owner in people)


def test_an_address_that_is_refused_keeps_no_other_mail_back_and_is_tried_again(settings, caplog):
    first, (refused,), last = owners(1), owners(1, email="refused@example.org"), owners(1)

    with serving(settings) as inbox:
        outcome = remind()
        assert recipients(inbox) == [first[0].email, last[0].email]
        assert (outcome.sent, outcome.not_sent, outcome.is_server_away) == (2, 1, False)
        assert not Reminder.objects.filter(contact=refused).exists()
        assert f"contactperson {refused.pk}" in caplog.text
        assert "No such person" in caplog.text
        assert "refused@" not in caplog.text

        refused.email = "found@example.org"
        refused.save()
        assert remind(day(1)).sent == 1
        assert recipients(inbox)[2:] == ["found@example.org"]


def test_what_found_no_mail_server_goes_with_the_next_run(settings, caplog):
    owners(3)
    use_server(settings, free_port())

    outcome = remind()

    assert (outcome.sent, outcome.not_sent, outcome.is_server_away) == (0, 3, True)
    assert log() == []
    assert not PersonalLink.objects.exists()
    assert "The mail server is away" in caplog.text
    with serving(settings) as inbox:
        assert remind(day(2)).sent == 3
    assert len(inbox.mails) == 3


def test_a_server_that_closes_after_some_mails_gets_the_others_by_a_new_connection(settings):
    owners(7)

    with serving(settings, closes_after=3) as inbox:
        outcome = remind()

    assert (outcome.sent, outcome.not_sent) == (7, 0)
    assert len(set(recipients(inbox))) == len(inbox.mails) == 7
    assert inbox.connections == 3


def test_a_server_that_says_nothing_is_given_up_soon(settings, monkeypatch):
    monkeypatch.setattr(post, "TIMEOUT", 0.2)
    owners(9)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        use_server(settings, silent.getsockname()[1])
        began = monotonic()
        outcome = remind()

    assert monotonic() - began < 10
    assert (outcome.sent, outcome.is_server_away) == (0, True)
    assert log() == []


def test_a_server_that_loses_mail_after_mail_counts_as_away(settings, monkeypatch):
    owners(9)
    tried = []

    def lose(self, letter):
        tried.append(letter)
        raise TimeoutError

    monkeypatch.setattr(post.Post, "_send", lose)
    with serving(settings):
        outcome = remind()

    assert len(tried) == post.PATIENCE
    assert (outcome.not_sent, outcome.is_server_away) == (9, True)


def test_a_run_that_takes_too_long_leaves_the_rest_to_the_next(settings, monkeypatch):
    owners(3)
    monkeypatch.setattr(post, "LONGEST_RUN", -1)

    with serving(settings) as inbox:
        assert remind().not_sent == 3
        monkeypatch.setattr(post, "LONGEST_RUN", 60)
        assert remind().sent == 3

    assert len(inbox.mails) == 3


def test_a_mail_that_cannot_be_written_keeps_no_other_back(settings, monkeypatch, caplog):
    first, second = owners(2)
    write = run.letter_of

    def fail_once(digest, **values):
        return 1 / 0 if digest.contact == first else write(digest, **values)

    monkeypatch.setattr(run, "letter_of", fail_once)
    with serving(settings) as inbox:
        outcome = remind()
        assert (outcome.sent, outcome.not_sent) == (1, 1)
        monkeypatch.undo()
        remind()

    assert recipients(inbox) == [second.email, first.email]
    assert "ZeroDivisionError" in caplog.text


# --- A crash in between ---


class Crash(BaseException):
    """The process ends here."""


def crash_at(monkeypatch, moment):
    """Let the process end before or after the mail server takes a mail."""
    hand_in = post.Post.hand_in

    def end(self, letter):
        if moment == "after":
            hand_in(self, letter)
        raise Crash

    monkeypatch.setattr(post.Post, "hand_in", end)


def test_a_crash_between_row_and_mail_neither_loses_nor_doubles(settings, monkeypatch):
    owners(1)

    with serving(settings) as inbox:
        with monkeypatch.context() as patch:
            crash_at(patch, "before")
            with pytest.raises(Crash):
                remind()
        assert (inbox.mails, log()) == ([], [])

        remind()
        remind()

    assert len(inbox.mails) == 1
    assert log() == [("due", DUE)]


def test_a_crash_after_the_mail_was_taken_sends_the_same_mail_again_under_the_same_name(settings, monkeypatch):
    owners(1)

    with serving(settings) as inbox:
        with monkeypatch.context() as patch:
            crash_at(patch, "after")
            with pytest.raises(Crash):
                remind()
        assert log() == []

        remind()
        remind()

    assert len(inbox.mails) == 2
    assert len({mail["Message-ID"] for mail in inbox.mails}) == 1
    assert log() == [("due", DUE)]
    for mail in inbox.mails:  # whichever of the two is read, its link works
        text = mail.get_payload()[0].get_payload(decode=True).decode()
        secret = next(line for line in text.splitlines() if line.startswith("http")).rstrip("/").rpartition("/")[2]
        assert link_check(secret=secret, at=at(DUE))


def test_different_news_have_different_names(settings):
    owners(2)

    with serving(settings) as inbox:
        remind()
        remind(day(30))

    assert len({mail["Message-ID"] for mail in inbox.mails}) == 4


def test_two_runs_at_the_same_time_send_one_mail(settings):
    (owner,) = owners(1)
    user = coordinator_of(owner.responsibilities.get().commitment)

    with serving(settings) as inbox:
        late = round_of(day(14))  # another run has read the log already
        remind(day(14))
        with post.Post() as second:
            assert not any(run._tell(digest, second, day(14), at(day(14))) for digest in late.digests)

    assert sorted(recipients(inbox)) == sorted([owner.email, user.email])
