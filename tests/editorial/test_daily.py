"""What the daily command does, however often it runs and however many days it was away."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from core.dates import today
from editorial.mails import reminders
from editorial.management.commands import editorial_daily
from editorial.models import Assignment, LanguageException
from editorial.services.assignments import page_assign
from editorial.services.exceptions import exception_record
from tests.database import Queries

from .mail_world import approve, committed, draft, somebody, to

pytestmark = pytest.mark.django_db

DUE = date(2027, 3, 10)
REASONS = {"nl": "Dringend bericht.", "fr": "Message urgent."}


def day(number):
    """So many days after the due day."""
    return DUE + timedelta(days=number)


def run(on):
    call_command("editorial_daily", on=on, verbosity=0)


@pytest.mark.parametrize(
    ("on", "step"),
    [(-3, None), (-2, -2), (-1, -2), (0, 0), (1, 1), (2, 1), (7, 1), (8, 8), (14, 8), (15, 15), (400, 400)],
)
def test_there_is_reason_to_remind_ahead_on_the_day_the_day_after_and_weekly(on, step):
    found = reminders.last_step(DUE, day(on))

    assert found == (None if step is None else day(step))


@pytest.fixture
def request_of(site):
    """Asks somebody who reads that language for a page, due on DUE."""

    def ask(language="nl", page=None):
        asked = somebody("translator", language)
        page_assign(page=page or draft("nl"), person=asked, due_on=DUE, note_text="Graag.", by=None)
        return asked

    return ask


@pytest.mark.parametrize(
    ("language", "subjects"),
    [("nl", ["Binnenkort", "Voor vandaag", "Te laat"]), ("fr", ["Bientôt", "Pour aujourd’hui", "En retard"])],
)
def test_who_was_asked_is_reminded_ahead_on_the_day_and_when_it_is_late(mailoutbox, request_of, language, subjects):
    asked = request_of(language)

    for number in range(-5, 3):
        run(day(number))

    found = to(mailoutbox, asked)
    assert [mail.subject.split("\u00a0")[0].split(":")[0] for mail in found] == subjects
    assert all("> Graag." in mail.body for mail in found)


def test_running_many_times_a_day_reminds_once(mailoutbox, request_of):
    request_of()

    for _time in range(3):
        run(DUE)

    assert len(mailoutbox) == 1


def test_days_on_which_nothing_ran_are_made_up_for_by_one_mail(mailoutbox, request_of):
    request_of()

    run(day(-1))
    run(day(5))
    run(day(6))

    assert len(mailoutbox) == 2


def test_somebody_who_was_asked_after_a_step_is_not_reminded_of_that_step(mailoutbox, site):
    page_assign(page=draft("nl"), person=somebody("translator"), due_on=today() + timedelta(days=1))

    run(today())

    assert mailoutbox == []


def test_nobody_is_reminded_while_others_decide_or_once_it_is_approved(mailoutbox, request_of):
    reviewed, approved = draft("nl"), draft("nl")
    author = request_of(page=reviewed)
    reviewed.save_revision(user=author)
    reviewed.introduction = "Van de gevraagde."
    reviewed.save_revision(user=author)
    reviewed.get_workflow().start(reviewed, author)
    request_of(page=approved)
    approve(approved)

    run(DUE)

    assert mailoutbox == []


def test_a_reminder_that_did_not_go_is_tried_again(settings, mailoutbox, request_of, monkeypatch):
    request_of()
    settings.EMAIL_BACKEND = "nowhere.Backend"
    run(DUE)
    assert Assignment.objects.get().reminded_on is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(DUE)

    assert len(mailoutbox) == 1


@pytest.fixture
def exception(site):
    """A page that is live alone until a month from now, decided by somebody who reads French."""
    page = draft("nl")
    approve(page)
    decider = somebody("federal-moderator", "fr")
    until = today() + timedelta(days=30)
    return exception_record(page=page, reasons=REASONS, until=until, by=decider)[0]


def test_who_decided_an_exception_is_told_once_a_week_before_its_end(mailoutbox, exception):
    for number in (23, 24, 30):
        LanguageException.objects.update(until=today() + timedelta(days=30))
        run(today() + timedelta(days=number - 1))

    (mail,) = [mail for mail in mailoutbox if "prend fin" in mail.subject]
    assert mail.to == [exception.by.email]
    assert "> Message urgent." in mail.body


def test_an_exception_ends_after_its_last_day_and_who_decided_it_hears_so(mailoutbox, exception):
    run(exception.until)
    assert Page.objects.get(pk=exception.page_id).live
    mailoutbox.clear()

    with committed():
        run(exception.until + timedelta(days=1))
        run(exception.until + timedelta(days=2))

    assert not Page.objects.get(pk=exception.page_id).live
    (mail,) = to(mailoutbox, exception.by)
    assert "a pris fin" in mail.body


def test_one_part_that_fails_keeps_no_other_from_its_work(mailoutbox, request_of, monkeypatch):
    request_of()
    monkeypatch.setitem(editorial_daily.STEPS, "exceptions ended", lambda on: 1 / 0)

    with pytest.raises(CommandError, match="exceptions ended"):
        run(DUE)

    assert len(mailoutbox) == 1


def test_a_day_with_nothing_due_costs_as_much_with_three_requests_as_with_thirty(site):
    def queries(number):
        for _one in range(number):
            page_assign(page=draft("nl"), person=somebody("translator"), due_on=DUE)
        with Queries() as found:
            run(day(-10))
        return len(found)

    queries(1)
    assert queries(3) == queries(30)


def test_the_day_has_to_be_a_day():
    with pytest.raises(CommandError):
        call_command("editorial_daily", "--on", "2027-02-30")
