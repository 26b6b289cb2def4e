"""The log of what was sent: who reads it and with which names, how long it is kept; and the daily command."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from actions.models import PersonalLink, Reminder, ReportDraft
from actions.reminders.forgetting import forget
from core.dates import add_months, today
from editorial.roles import ROLES
from tests.database import Queries
from tests.factories import ActionPlanFactory, OrganisationFactory

from .mail_server import free_port, use_server
from .reminder_world import DUE, RUNNING, at, coordinator_of, day, log, owner_of, pledge, promise, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def screen(client, user, **query):
    client.force_login(user)
    return client.get(reverse("reminders:list"), query)


def results(client, user, **query):
    client.force_login(user)
    return client.get(reverse("reminders:list_results"), query).text


# --- The list ---


@pytest.mark.parametrize("role", ROLES)
def test_names_are_for_coordinators_of_that_government_and_administrators(client, person, role):
    commitment = promise()
    owner = owner_of(commitment, name="Noor Lambrechts")
    run(DUE)

    own = person(role, government=commitment.organisation.government)
    other = person(role, government=promise(plan_values={"rhythm": None}).organisation.government)

    assert (owner.name in screen(client, own).text) == (role in {"plan-coordinator", "administrator"})
    assert (owner.name in screen(client, other).text) == (role == "administrator")
    assert commitment.code in screen(client, other).text


def test_names_of_who_reports_on_pledges_are_for_who_moderates_them(client, person):
    owner_of(pledge(), name="Noor Lambrechts")
    run(DUE.replace(year=2026, month=1))

    assert "Noor Lambrechts" in screen(client, person("partner-manager")).text
    assert "Noor Lambrechts" not in screen(client, person("plan-coordinator")).text


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ["Verstuurde herinneringen", "10 juli 2025"]), ("fr", ["Rappels envoyés", "10 juillet 2025"])],
)
def test_the_list_is_in_the_language_of_who_reads_it(client, person, language, words):
    commitment = promise()
    owner_of(commitment)
    run(DUE)

    text = screen(client, person("analyst", language=language)).text

    assert all(word in text for word in words)
    assert commitment.text_in(language) in text


def test_the_list_is_empty_until_something_was_sent(client, person):
    assert screen(client, person("analyst")).status_code == 200


def test_the_list_is_narrowed_by_plan_kind_and_commitment(client, person):
    one, two = promise(text_nl="Loket openen"), promise(text_nl="Brochure drukken")
    for commitment in (one, two):
        owner_of(commitment)
        coordinator_of(commitment)
    run(DUE)
    run(day(14))
    reader = person("administrator")

    def rows(**query):
        text = results(client, reader, **query)
        return [text.count(f">{commitment.code}<") for commitment in (one, two)]

    assert rows() == [2, 2]
    assert rows(plan=one.action.plan_id) == [2, 0]
    assert rows(plan=one.action.plan_id, kind="escalated") == [1, 0]
    assert rows(q=one.code) == rows(q="loket") == [2, 0]
    assert rows(q="nergens") == [0, 0]


RUBBISH = [
    {"plan": "9" * 30}, {"plan": "x\x00"}, {"kind": "nothing"}, {"q": "\x00'\"%" * 90}, {"ordering": "contact__email"},
    {"p": "-1"}, {"p": "9" * 30},
]  # fmt: skip


@pytest.mark.parametrize("query", RUBBISH)
def test_rubbish_in_the_address_breaks_nothing(client, person, query):
    owner_of(promise())
    run(DUE)

    assert screen(client, person("administrator"), **query).status_code in (200, 400, 404)


def test_the_list_costs_as_much_for_three_rows_as_for_thirty(client, person):
    plan = ActionPlanFactory(**RUNNING)
    reader = person("administrator")

    def queries(number, on):
        for _one in range(number):
            owner_of(promise(plan))
        run(on)
        with Queries() as found:
            screen(client, reader)
        return len(found)

    queries(1, DUE)
    few = queries(2, day(1))
    assert queries(27, day(2)) == few
    assert Reminder.objects.count() == 30


def test_nothing_in_the_list_is_changed_or_deleted(client, person):
    owner_of(promise())
    run(DUE)
    client.force_login(person("administrator"))

    for name in ("reminders:list", "reminders:list_results"):
        assert client.post(reverse(name)).status_code == 405
    assert Reminder.objects.count() == 1


# --- How long ---


def test_what_is_older_than_the_months_is_forgotten_and_the_rest_is_kept():
    commitment = promise()
    contact = owner_of(commitment)
    before, after = (at(add_months(DUE, -24) + timedelta(days=number)) for number in (0, 1))
    for number, moment in enumerate((before, after)):
        Reminder.objects.create(commitment=commitment, kind="due", about=day(number), contact=contact, sent_at=moment)
        made = {"contact": contact, "made_at": before}
        PersonalLink.objects.create(digest=f"used {number}", used_at=moment, expires_at=at(DUE), **made)
        PersonalLink.objects.create(digest=f"over {number}", expires_at=moment, **made)
        ReportDraft.objects.create(contact=contact, commitment=(commitment, promise())[number], saved_at=moment)
    PersonalLink.objects.create(contact=contact, digest="open", made_at=before, expires_at=at(day(9)))

    assert forget(DUE) == {"reminders": 1, "personal links": 2, "drafts": 1}

    assert log() == [("due", day(1))]
    assert set(PersonalLink.objects.values_list("digest", flat=True)) == {"used 1", "over 1", "open"}
    assert ReportDraft.objects.get().saved_at == after


# --- The command ---


def command(*arguments, **options):
    out = StringIO()
    call_command("actions_remind", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def overdue():
    """A commitment of which a report has been due since yesterday."""
    commitment = promise(entered=add_months(today() - timedelta(days=1), -6))
    owner_of(commitment, name="Noor Lambrechts")
    return commitment


def test_the_command_sends_what_is_due_today_and_says_how_much(overdue, mailoutbox):
    assert "mails sent: 1" in command()
    assert "mails sent: 0" in command()
    assert len(mailoutbox) == 1
    assert timezone.localdate(Reminder.objects.get().sent_at) == today()


def test_a_dry_run_prints_the_mails_and_changes_nothing(overdue, mailoutbox):
    out = command("--dry-run")

    assert "Noor Lambrechts" in out
    assert "Subject: Uw voortgangsmelding gevraagd: 1 toezegging" in out
    assert "mails that would be sent: 1" in out
    assert (mailoutbox, log(), PersonalLink.objects.count()) == ([], [], 0)


def test_a_day_can_be_tried_before_it_comes_but_not_sent(overdue, mailoutbox):
    later = (today() + timedelta(days=40)).isoformat()

    assert "mails that would be sent: 1" in command("--on", later, "--dry-run")
    with pytest.raises(CommandError, match="dry-run"):
        command("--on", later)
    assert mailoutbox == []


def test_a_day_of_the_past_is_told_as_it_was(overdue, mailoutbox):
    command("--on", (today() - timedelta(days=3)).isoformat())

    assert Reminder.objects.get().kind == "coming"


@pytest.mark.parametrize(
    "arguments",
    [("--on", "2027-02-30"), ("--on", "tomorrow"), ("--forget-after", "0"), ("--forget-after", "-3"),
     ("--forget-after", "99999999999"), ("--forget-after", "x")],
)  # fmt: skip
def test_what_is_no_day_and_no_number_of_months_is_refused(overdue, mailoutbox, arguments):
    with pytest.raises(CommandError):
        command(*arguments)
    assert mailoutbox == []


def test_the_command_forgets_what_is_old(overdue):
    contact = owner_of(overdue)
    old = {"sent_at": at(add_months(today(), -14)), "commitment": overdue, "kind": "due", "contact": contact}
    Reminder.objects.create(about=date(2020, 1, 1), **old)

    command()
    assert Reminder.objects.filter(about=date(2020, 1, 1)).exists()
    assert "reminders forgotten: 1" in command("--forget-after", "12")


def test_the_command_names_commitments_that_nobody_can_be_told_about(mailoutbox):
    commitment = promise(organisation=OrganisationFactory())

    for arguments in ((), ("--dry-run",)):
        assert f"nobody to tell about: {commitment.code}" in command(*arguments)


def test_the_command_fails_aloud_when_the_mail_server_is_away(overdue, settings):
    use_server(settings, free_port())

    with pytest.raises(CommandError, match="mail server is away"):
        command()
    assert log() == []
