"""The state of a pledge follows from its reports and dates, the same way in Python and in the database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.due import next_report
from actions.models import Commitment
from actions.models.statuses import Standing, Status
from actions.reminders.digests import round_of
from actions.wall.states import State, is_late, state_of, with_state
from core.dates import add_months
from tests.database import rolled_back
from tests.factories import OrganisationFactory, PledgeFactory, ReportFactory, ResponsibilityFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 15)
days = st.one_of(st.none(), st.integers(-1200, 200).map(lambda number: DAY + timedelta(days=number)))
edges = st.sampled_from([DAY, *(add_months(DAY, -12) + timedelta(days=number) for number in (-1, 0, 1))])
reports = st.lists(st.tuples(st.sampled_from(Status.values), st.one_of(edges, days)), max_size=2)


def pledged(*, announced_on=DAY, reports=(), **values):
    """The commitment of a pledge with approved reports: [(status, on which day)]."""
    pledge = PledgeFactory(
        announced_on=announced_on, is_public=bool(announced_on), **{f"commitment__{k}": v for k, v in values.items()}
    )
    for status, day in reports:
        ReportFactory(commitment=pledge.commitment, status=status, approved_on=day)
    return pledge.commitment


def seen(commitment, on=DAY):
    return with_state(Commitment.objects, on).get(pk=commitment.pk)


def state(commitment, on=DAY):
    return state_of(seen(commitment, on))


@given(st.one_of(edges, days), reports, st.sampled_from(["time_bound", "ongoing"]), days)
def test_the_database_and_python_agree_and_so_does_the_engine_unless_the_pledge_is_late(
    site, announced_on, reports, timing, due_on
):
    with rolled_back():
        name = "first_deadline" if timing == "time_bound" else "review_on"
        reports = [(status, day or DAY) for status, day in reports]
        commitment = seen(pledged(announced_on=announced_on, reports=reports, timing=timing, **{name: due_on}))

        assert (commitment.state, commitment.late) == (state_of(commitment), is_late(commitment))
        standing = commitment.standing()
        assert is_late(commitment) == (standing == Standing.LATE)
        if standing not in (Standing.LATE, Standing.NO_NEWS):
            assert state_of(commitment) == {
                Standing.COMPLETED: State.FULFILLED,
                Standing.STOPPED: State.WITHDRAWN,
                Standing.UPDATE_DUE: State.UPDATE_DUE,
                Standing.LAPSED: State.LAPSED,
            }.get(standing, State.ACTIVE)


def test_a_pledge_without_a_report_counts_from_its_announcement():
    commitment = pledged(announced_on=date(2024, 6, 15))

    assert state(commitment, date(2025, 6, 15)) == State.ACTIVE
    assert state(commitment, date(2025, 6, 16)) == State.UPDATE_DUE
    assert state(commitment, date(2026, 6, 15)) == State.UPDATE_DUE
    assert state(commitment, date(2026, 6, 16)) == State.LAPSED


def test_an_approved_report_makes_a_lapsed_pledge_active_again_and_a_waiting_one_does_not():
    commitment = pledged(announced_on=date(2023, 1, 1))
    ReportFactory(commitment=commitment, holds_on=DAY)
    assert state(commitment) == State.LAPSED

    ReportFactory(commitment=commitment, status="in_progress", approved_on=DAY)

    assert state(commitment) == State.ACTIVE


def test_what_was_completed_or_stopped_stays_so_however_long_ago():
    assert state(pledged(announced_on=date(2010, 1, 1), reports=[("completed", date(2011, 1, 1))])) == State.FULFILLED
    assert state(pledged(announced_on=date(2010, 1, 1), reports=[("stopped", date(2011, 1, 1))])) == State.WITHDRAWN


def test_a_passed_deadline_is_said_beside_the_state_and_hides_no_silence():
    late = seen(pledged(first_deadline=DAY - timedelta(days=1)))
    silent = seen(pledged(announced_on=date(2023, 1, 1), first_deadline=date(2024, 1, 1)))
    kept = seen(pledged(first_deadline=DAY - timedelta(days=9), reports=[("completed", DAY)]))

    assert (state_of(late), is_late(late)) == (State.ACTIVE, True)
    assert (state_of(silent), is_late(silent)) == (State.LAPSED, True)
    assert (state_of(kept), is_late(kept)) == (State.FULFILLED, False)


# --- The yearly update


def test_the_next_report_is_due_a_year_after_the_announcement_or_the_last_report():
    commitment = pledged(announced_on=date(2025, 9, 1))
    assert next_report(seen(commitment)).on == date(2026, 9, 1)

    ReportFactory(commitment=commitment, approved_on=date(2026, 3, 1))

    assert next_report(seen(commitment)).on == date(2027, 3, 1)


def test_who_reports_on_a_pledge_is_reminded_on_the_day_it_turns_update_due_until_it_is_closed(site):
    commitment = pledged(announced_on=add_months(DAY, -12) - timedelta(days=1))
    contact = ResponsibilityFactory(commitment=commitment).contact
    assert state(commitment) == State.UPDATE_DUE

    told = [(digest.contact, entry.due.commitment) for digest in round_of(DAY).digests for entry in digest.entries]
    assert told == [(contact, commitment)]

    ReportFactory(commitment=commitment, status="stopped", approved_on=DAY)
    assert not round_of(DAY).digests


def test_nobody_is_reminded_of_a_pledge_that_is_not_public_any_more(site):
    commitment = pledged(announced_on=date(2024, 1, 1))
    ResponsibilityFactory(commitment=commitment)
    commitment.pledge.is_public = False
    commitment.pledge.save()

    assert not round_of(DAY).digests


def test_the_moderator_decides_on_reports_of_pledges(site, person):
    from actions.board.queue import waiting_keys

    report = ReportFactory(commitment=pledged(organisation=OrganisationFactory()), holds_on=DAY)

    assert [pk for _kind, pk, _at in waiting_keys(person("partner-manager"))] == [report.pk]
    assert not waiting_keys(person("plan-coordinator"))
