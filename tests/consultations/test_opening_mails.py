"""Who is told by mail of a change and of more time: once, in their own language, and nobody else."""

import logging
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.about import About
from consultations.models import Identity, RespondentLink, Telling
from consultations.opening.notices import notices, notices_of_version
from consultations.opening.telling import tell
from consultations.services.drafts import draft_about, draft_edit
from consultations.services.extending import consultation_extend
from consultations.services.opening import consultation_open, version_change, version_correct
from consultations.services.sending import contribution_withdraw
from tests.factories import UserFactory

from .streams import clause, consultation_with, question, rewrite
from .world import CLOSES_ON, DURING, begun, sent

pytestmark = pytest.mark.django_db

NOTE = {"nl": "De vraag was onduidelijk.", "fr": "La question n’était pas claire."}
REASON = {"nl": "Velen vroegen meer tijd.", "fr": "Beaucoup demandaient plus de temps."}
LATER = DURING + timedelta(days=1)
LONGER = CLOSES_ON + timedelta(days=14)


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def written():
    return [question("one", "short_text", longest=100), question("two", "short_text", longest=100)]


@pytest.fixture
def consultation(written, by):
    consultation = consultation_with(written, [clause("1"), clause("2")])
    consultation_open(consultation=consultation, by=by, at=DURING)
    return consultation


def by_mail(email):
    return About(name="Somebody", email=email, publication="none")


def answered(consultation, block, email="a@example.org", language="nl"):
    return sent(consultation, None, {f"q-{block['id']}": "Iets"}, language=language, about=by_mail(email))


def writing(consultation, email="w@example.org", language="nl"):
    draft = begun(consultation, None, {}, language=language)
    return draft_about(draft=draft, about={"email": email, "name": "W"}, at=DURING)


def change(consultation, written, by, at=LATER):
    """The first question gets another limit."""
    written[0]["value"]["longest"] -= 1
    rewrite(consultation, written)
    return version_change(consultation=consultation, by=by, note=NOTE, at=at)


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_who_answered_a_question_that_changed_is_told_in_their_language_with_a_link(
    consultation, written, by, on_commit
):
    touched = answered(consultation, written[0], language="fr")
    answered(consultation, written[1], "b@example.org")

    with on_commit():
        change(consultation, written, by)

    [letter] = mail.outbox
    assert letter.to == ["a@example.org"]
    assert NOTE["fr"] in letter.body
    assert NOTE["nl"] not in letter.body
    assert touched.reference in letter.body
    assert "What is one? fr" in letter.body
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated", "Content-Language": "fr"}
    assert letter.reply_to == ["point@example.org"]
    assert touched.links.get().purpose == RespondentLink.Purpose.MANAGE


def test_who_withdrew_gave_no_address_or_waits_for_a_confirmation_is_not_told(consultation, written, by, on_commit):
    contribution_withdraw(contribution=answered(consultation, written[0]), at=DURING)
    answered(consultation, written[0], email="")
    waiting = answered(consultation, written[0], "c@example.org")
    type(waiting).objects.filter(pk=waiting.pk).update(state="unconfirmed")

    with on_commit():
        change(consultation, written, by)

    assert mail.outbox == []


def test_who_still_writes_is_told_once_also_with_a_contribution_of_their_own(consultation, written, by, on_commit):
    writing(consultation)
    edited = answered(consultation, written[0], "a@example.org", "fr")
    draft_edit(contribution=edited, at=DURING)
    answered(consultation, written[0], "A@example.org")

    with on_commit():
        version = change(consultation, written, by)

    assert sorted(letter.to[0].lower() for letter in mail.outbox) == ["a@example.org", "w@example.org"]
    assert Telling.objects.filter(version=version).count() == 4


def test_who_commented_on_a_clause_that_changed_is_told(consultation, written, by, on_commit):
    text = consultation.draft_text.get_prep_value()
    for number in (0, 1):
        typed = {f"c-{text[number]['id']}": {"stance": "agree", "text": ""}}
        sent(consultation, None, typed, about=by_mail(f"{number}@example.org"))
    text[0]["value"]["text_nl"] = "Herschreven"
    written[1]["value"]["required"] = True
    rewrite(consultation, written, text)

    with on_commit():
        version_change(consultation=consultation, by=by, note=NOTE, at=LATER)

    assert [letter.to for letter in mail.outbox] == [["0@example.org"]]


def test_a_correction_is_told_to_nobody_by_mail(consultation, written, by, on_commit):
    answered(consultation, written[0])
    written[0]["value"]["text_nl"] = "Beter gezegd"
    rewrite(consultation, written)

    with on_commit():
        version_correct(consultation=consultation, by=by, note=NOTE, at=LATER)

    assert mail.outbox == []


def test_nobody_is_told_twice(consultation, written, by, on_commit):
    answered(consultation, written[0])
    writing(consultation)
    with on_commit():
        change(consultation, written, by)

    outcome = tell(at=LATER)

    assert (outcome.sent, outcome.not_sent) == (0, 0)
    assert len(mail.outbox) == 2


def test_what_the_mail_server_refuses_is_tried_again_and_no_address_is_in_the_log(
    consultation, written, by, monkeypatch, caplog
):
    answered(consultation, written[0], "secret@example.org")
    answered(consultation, written[0], "other@example.org")
    version = change(consultation, written, by)
    refuse = _refusing(monkeypatch, "secret@example.org")

    with caplog.at_level(logging.INFO):
        first = tell(at=LATER)
    refuse.clear()
    second = tell(at=LATER)

    assert (first.sent, first.not_sent, second.sent) == (1, 1, 1)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["other@example.org", "secret@example.org"]
    assert Telling.objects.filter(version=version).count() == 2
    assert "Not sent to contribution" in caplog.text
    assert "secret@" not in caplog.text


def _refusing(monkeypatch, *addresses):
    from django.core.mail.backends.locmem import EmailBackend

    refuse, take = set(addresses), EmailBackend.send_messages

    def send_messages(self, letters):
        if refuse & set(letters[0].to):
            raise SMTPException(f"no mailbox {letters[0].to}")
        return take(self, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return refuse


def test_an_address_that_cannot_be_read_keeps_nobody_else_waiting(consultation, written, by):
    broken = answered(consultation, written[0], "broken@example.org")
    Identity.objects.filter(contribution=broken).update(sealed="rubbish")
    writing(consultation, email="no address\nBcc: x@example.org")
    answered(consultation, written[0], "other@example.org")
    change(consultation, written, by)

    outcome = tell(at=LATER)

    assert [letter.to for letter in mail.outbox] == [["other@example.org"]]
    assert (outcome.sent, outcome.not_sent) == (1, 2)


def test_after_the_closing_nobody_is_told_any_more(consultation, written, by):
    answered(consultation, written[0])
    change(consultation, written, by)

    assert list(notices(consultation.closes_at)) == []
    assert len(list(notices(consultation.closes_at - timedelta(seconds=1)))) == 1


def test_the_daily_command_tells_who_waits_and_a_dry_run_changes_nothing(consultation, written, by, monkeypatch):
    answered(consultation, written[0])
    change(consultation, written, by)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    dry, wet, again = StringIO(), StringIO(), StringIO()
    call_command("consultations_daily", "--dry-run", stdout=dry)
    assert not Telling.objects.exists()
    call_command("consultations_daily", stdout=wet)
    call_command("consultations_daily", stdout=again)

    assert "would be mailed: 1" in dry.getvalue()
    assert "notices mailed: 1" in wet.getvalue()
    assert "notices mailed: 0" in again.getvalue()
    assert sum(NOTE["nl"] in letter.body for letter in mail.outbox) == 1


def test_the_daily_command_fails_loudly_when_a_mail_stays_behind(consultation, written, by, monkeypatch):
    answered(consultation, written[0])
    change(consultation, written, by)
    _refusing(monkeypatch, "a@example.org")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    with pytest.raises(CommandError, match="see the log"):
        call_command("consultations_daily", stdout=StringIO())


def test_who_waits_is_found_with_as_many_queries_for_two_as_for_eight(by):
    counts = []
    for many in (2, 8):
        blocks = [question("one", "short_text", longest=100)]
        consultation = consultation_with(blocks)
        consultation_open(consultation=consultation, by=by, at=DURING)
        for number in range(many):
            answered(consultation, blocks[0], f"{number}@example.org")
        version = change(consultation, blocks, by)
        with CaptureQueriesContext(connection) as queries:
            counts.append((len(notices_of_version(version)), len(queries)))

    assert counts == [(2, counts[0][1]), (8, counts[0][1])]


def test_more_time_is_told_to_who_still_writes_and_to_nobody_else(consultation, written, by, on_commit):
    writing(consultation, "fr@example.org", "fr")
    writing(consultation, "")
    answered(consultation, written[0])

    with on_commit():
        extension = consultation_extend(consultation=consultation, closes_on=LONGER, reason=REASON, by=by, at=LATER)

    [letter] = mail.outbox
    assert letter.to == ["fr@example.org"]
    assert REASON["fr"] in letter.body
    assert "14 décembre 2026" in letter.subject
    assert Telling.objects.get().extension == extension
    assert tell(at=LATER).sent == 0


def test_only_the_newest_extension_is_told(consultation, by):
    writing(consultation)
    for days in (7, 14):
        last = CLOSES_ON + timedelta(days=days)
        consultation_extend(consultation=consultation, closes_on=last, reason=REASON, by=by, at=LATER)

    tell(at=LATER)

    assert len(mail.outbox) == 1
    assert "14 december 2026" in mail.outbox[0].subject
