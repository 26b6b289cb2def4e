"""Commitments on which reports are due, for the tests of reminders."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actions.models import Commitment, Reminder
from actions.reminders.run import remind
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ResponsibilityFactory,
    person_in_role,
)

ENTERED = date(2025, 1, 10)
DUE = date(2025, 7, 10)
"""Half a year after that day."""

RUNNING = {"starts_on": date(2024, 1, 1), "ends_on": date(2029, 12, 31), "rhythm": 6}


def at(day, hour=12):
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def day(number):
    """So many days after the due day."""
    return DUE + timedelta(days=number)


def promise(plan=None, *, entered=ENTERED, plan_values=None, **values):
    """A commitment of a running plan that asks for reports twice a year, entered on that day."""
    plan = plan or ActionPlanFactory(**RUNNING | (plan_values or {}))
    values.setdefault("organisation", None)
    values["organisation"] = values["organisation"] or OrganisationFactory(government=GovernmentFactory())
    commitment = CommitmentFactory(action=ActionFactory(plan=plan), **values)
    return enter(commitment, entered)


def pledge(entered=ENTERED, **values):
    return enter(CommitmentFactory(kind="pledge", action=None, **values), entered)


def enter(commitment, entered):
    Commitment.objects.filter(pk=commitment.pk).update(created_at=at(entered))
    commitment.refresh_from_db()
    return commitment


def owner_of(commitment, **values):
    """Who reports on it."""
    names = {f"contact__{name}": value for name, value in values.items()}
    return ResponsibilityFactory(commitment=commitment, **names).contact


def coordinator_of(commitment, **values):
    return person_in_role("plan-coordinator", government=commitment.organisation.government, **values)


def run(on):
    return remind(at(on))


def log(commitment=None):
    """What the log holds: [(kind, about)] in the order in which it was sent."""
    rows = Reminder.objects.filter(commitment=commitment) if commitment else Reminder.objects
    return list(rows.order_by("sent_at", "pk").values_list("kind", "about"))
