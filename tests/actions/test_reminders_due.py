"""When a report is due next, and what that asks on a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.due import Cause
from actions.models import Action, ActionPlan, Commitment
from actions.reminders.due import Due, Kind, due_of, to_report
from core.services import record_archive
from tests.factories import ReportFactory

from .reminder_world import DUE, at, day, enter, pledge, promise

pytestmark = pytest.mark.django_db


def due(commitment, on=DUE):
    """(day, cause) of its next report as known on that day."""
    found = due_of(to_report(on).get(pk=commitment.pk))
    return found.on, found.cause


def is_asked(on=DUE):
    return to_report(on).exists()


# --- When ---


@pytest.mark.parametrize(("rhythm", "by"), [(3, date(2025, 4, 10)), (6, DUE), (12, date(2026, 1, 10))])
def test_the_first_report_is_due_a_rhythm_after_the_commitment_was_entered(rhythm, by):
    assert due(promise(plan_values={"rhythm": rhythm})) == (by, Cause.RHYTHM)


def test_a_plan_that_begins_later_counts_from_its_beginning():
    assert due(promise(plan_values={"starts_on": date(2025, 3, 1)})) == (date(2025, 9, 1), Cause.RHYTHM)


def test_the_next_report_is_due_a_rhythm_after_the_last_approved_one():
    commitment = promise()
    ReportFactory(commitment=commitment, approved_on=date(2025, 3, 31))
    ReportFactory(commitment=commitment, returned_on=date(2025, 5, 31))

    assert due(commitment) == (date(2025, 9, 30), Cause.RHYTHM)


def test_a_corrected_report_sets_no_day():
    commitment = promise()
    wrong = ReportFactory(commitment=commitment, approved_on=date(2025, 5, 1))
    ReportFactory(commitment=commitment, approved_on=date(2025, 5, 2), holds_on=date(2025, 3, 1), corrects=wrong)

    assert due(commitment) == (date(2025, 9, 1), Cause.RHYTHM)


@pytest.mark.parametrize(
    ("field", "timing", "cause"),
    [("first_deadline", "time_bound", Cause.DEADLINE), ("review_on", "ongoing", Cause.REVIEW)],
)
def test_a_deadline_or_review_date_that_comes_first_is_the_day(field, timing, cause):
    commitment = promise(timing=timing, **{field: day(-30)})
    assert due(commitment) == (day(-30), cause)

    ReportFactory(commitment=commitment, approved_on=day(-40))
    assert due(commitment) == (day(-30), cause)

    ReportFactory(commitment=commitment, approved_on=day(-30))
    assert due(commitment)[1] == Cause.RHYTHM


def test_a_deadline_after_the_next_report_waits_for_its_turn():
    assert due(promise(first_deadline=day(1))) == (DUE, Cause.RHYTHM)
    assert due(promise(first_deadline=DUE)) == (DUE, Cause.DEADLINE)


def test_a_deadline_that_moved_counts_as_moved():
    commitment = promise(first_deadline=day(-60))
    ReportFactory(commitment=commitment, approved_on=day(-70), moves_to=day(-10))

    assert due(commitment) == (day(-10), Cause.DEADLINE)


def test_a_pledge_is_reported_on_every_year():
    assert due(pledge()) == (date(2026, 1, 10), Cause.RHYTHM)


@pytest.mark.parametrize(
    ("reported", "by"),
    [(date(2024, 8, 31), date(2025, 2, 28)), (date(2023, 8, 31), date(2024, 2, 29)), (DUE, date(2026, 1, 10))],
)
def test_months_of_unequal_length_end_on_their_last_day(reported, by):
    commitment = promise()
    ReportFactory(commitment=commitment, approved_on=reported)

    assert due(commitment) == (by, Cause.RHYTHM)


@pytest.mark.parametrize("hour", [0, 23])
def test_a_commitment_was_entered_on_the_day_that_it_was_in_brussels(hour):
    commitment = promise()
    Commitment.objects.filter(pk=commitment.pk).update(created_at=at(date(2025, 6, 30), hour))

    assert due(commitment) == (date(2025, 12, 30), Cause.RHYTHM)


# --- Of what ---


def test_a_report_is_asked_on_an_open_public_commitment_of_a_running_plan():
    promise()

    assert is_asked()


@pytest.mark.parametrize(
    "values",
    [
        {"rhythm": None},
        {"is_public": False},
        {"archived_at": timezone.now()},
        {"starts_on": day(1)},
        {"ends_on": day(-1)},
    ],
)
def test_a_plan_without_a_rhythm_not_public_archived_to_come_or_over_asks_nothing(values):
    plan = promise().action.plan
    ActionPlan.objects.filter(pk=plan.pk).update(**values)

    assert not is_asked()


@pytest.mark.parametrize("values", [{"starts_on": None}, {"ends_on": None}, {"starts_on": DUE}, {"ends_on": DUE}])
def test_a_plan_asks_on_its_first_and_last_day_and_where_it_has_none(values):
    plan = promise().action.plan
    ActionPlan.objects.filter(pk=plan.pk).update(**values)

    assert is_asked()


@pytest.mark.parametrize("make", [promise, pledge])
def test_a_commitment_that_is_not_public_or_archived_asks_nothing(make):
    commitment = make()
    Commitment.objects.update(is_public=False)
    assert not is_asked()

    Commitment.objects.update(is_public=True)
    record_archive(record=commitment)
    assert not is_asked()


def test_an_action_that_is_not_public_asks_nothing():
    action = promise().action
    action.is_public = False
    action.save()

    assert not is_asked()


@pytest.mark.parametrize("status", ["completed", "stopped"])
def test_what_is_completed_or_stopped_asks_nothing_more(status):
    ReportFactory(commitment=promise(), status=status, approved_on=day(-100))

    assert not is_asked()


def test_a_report_that_waits_for_approval_stops_the_reminders_until_it_is_decided():
    commitment = promise()
    report = ReportFactory(commitment=commitment, holds_on=day(-5), submitted_at=at(day(-2)))
    assert is_asked(day(-3))
    assert not is_asked(day(-2))

    report.state, report.return_reason = "returned", "Vul aan."
    report.decided_at, report.decided_by = at(day(4)), report.submitted_by
    report.save()
    assert not is_asked(day(3))
    assert is_asked(day(4))


# --- What it asks on a day ---


def step(number, told=None, *, lead=14, patience=14):
    plan = ActionPlan(pk=1, lead_days=lead, escalation_days=patience)
    found = Due(Commitment(action=Action(pk=1, plan=plan)), DUE, Cause.RHYTHM)
    return found.step(day(number), told or {}), found.escalation(day(number), told or {})


@pytest.mark.parametrize(
    ("number", "lead", "kind"),
    [(-15, 14, None), (-14, 14, Kind.COMING), (-1, 14, Kind.COMING), (0, 14, Kind.DUE), (400, 14, Kind.DUE),
     (-1, 0, None), (0, 0, Kind.DUE), (-91, 90, None), (-90, 90, Kind.COMING)],
)  # fmt: skip
def test_what_is_coming_is_told_ahead_and_what_is_due_from_the_day_itself(number, lead, kind):
    found = step(number, lead=lead)[0]

    assert found == (kind and (kind, DUE))


@pytest.mark.parametrize(
    ("number", "patience", "is_told"),
    [(13, 14, False), (14, 14, True), (0, 0, True), (179, 180, False), (180, 180, True)],
)
def test_coordinators_are_told_after_the_days_of_patience(number, patience, is_told):
    found = step(number, patience=patience)[1]

    assert found == ((Kind.ESCALATED, DUE) if is_told else None)


@pytest.mark.parametrize(
    ("number", "told", "asked"),
    [
        (-5, {(Kind.COMING, DUE): day(-14)}, None),
        (0, {(Kind.COMING, DUE): day(-14)}, (Kind.DUE, DUE)),
        (29, {(Kind.DUE, DUE): DUE}, None),
        (30, {(Kind.DUE, DUE): DUE}, (Kind.DUE, day(30))),
        (37, {(Kind.DUE, DUE): day(9)}, None),
        (39, {(Kind.DUE, DUE): day(9)}, (Kind.DUE, day(39))),
        (200, {(Kind.DUE, DUE): DUE}, (Kind.DUE, day(30))),
        (59, {(Kind.DUE, DUE): DUE, (Kind.DUE, day(30)): day(30)}, None),
        (60, {(Kind.DUE, DUE): DUE, (Kind.DUE, day(30)): day(30)}, (Kind.DUE, day(60))),
        (0, {(Kind.DUE, day(-180)): day(-180)}, (Kind.DUE, DUE)),
    ],
)
def test_a_reminder_comes_once_and_again_thirty_days_after_the_last(number, told, asked):
    assert step(number, told)[0] == asked


def test_days_on_which_the_clock_changes_are_days_like_any_other():
    for entered, by in [(date(2024, 9, 30), date(2025, 3, 30)), (date(2025, 4, 26), date(2025, 10, 26))]:
        commitment = enter(promise(), entered)
        assert due(commitment, by) == (by, Cause.RHYTHM)
        told = {(Kind.DUE, by): by}
        found = due_of(to_report(by).get(pk=commitment.pk))
        assert found.step(by + timedelta(days=29), told) is None
        assert found.step(by + timedelta(days=30), told) == (Kind.DUE, by + timedelta(days=30))
