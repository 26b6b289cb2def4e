"""The status on any day, against a patient replay of the log in Python."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Commitment, StatusReport
from actions.querysets import end_of
from tests.database import rolled_back
from tests.factories import CommitmentFactory, OrganisationFactory, ReportFactory, UserFactory

pytestmark = pytest.mark.django_db

START = date(2025, 1, 1)
BRUSSELS = timezone.get_default_timezone()
STATUSES = ["not_started", "in_preparation", "in_progress", "completed", "stopped"]


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), tzinfo=BRUSSELS)


reports = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(STATUSES),
            "held": st.integers(0, 20),
            "decided": st.integers(0, 20),
            "state": st.sampled_from(["approved", "approved", "approved", "returned", "submitted"]),
            "corrects_one": st.booleans(),
            "moves_by": st.one_of(st.none(), st.integers(1, 400)),
        }
    ),
    max_size=8,
)


def save(rows, commitment, user):
    """The log of these rows; a correction corrects the first approved report that has none yet."""
    log, corrected = [], set()
    for row in rows:
        decided = START + timedelta(days=max(row["held"], row["decided"]))
        target = None
        if row["corrects_one"]:
            target = next((entry for entry in log if entry.state == "approved" and entry.pk not in corrected), None)
        is_decided = row["state"] != "submitted"
        entry = StatusReport.objects.create(
            commitment=commitment,
            status=row["status"],
            holds_on=START + timedelta(days=row["held"]),
            language="nl",
            reason="Reden.",
            corrects=target,
            moves_to=row["moves_by"] and START + timedelta(days=row["held"] + row["moves_by"]),
            on_behalf_of=commitment.organisation,
            submitted_by=user,
            submitted_at=at(START, 9),
            state=row["state"],
            decided_by=user if is_decided else None,
            decided_at=at(decided, 12) if is_decided else None,
            return_reason="Onvolledig." if row["state"] == "returned" else "",
        )
        if target:
            corrected.add(target.pk)
        log.append(entry)
    return log


def known_on(log, day):
    """What a reader knew at the end of that day, the newest last."""
    known = [
        entry for entry in log if entry.state == "approved" and entry.decided_at.astimezone(BRUSSELS).date() <= day
    ]
    wrong = {entry.corrects_id for entry in known if entry.corrects_id}
    standing = [entry for entry in known if entry.pk not in wrong and entry.holds_on <= day]
    return sorted(standing, key=lambda entry: (entry.holds_on, entry.decided_at, entry.pk))


@given(reports)
def test_status_and_deadline_on_any_day_are_what_a_replay_of_the_log_says(rows):
    with rolled_back():
        commitment = CommitmentFactory(organisation=OrganisationFactory(), first_deadline=START)
        log = save(rows, commitment, UserFactory())

        for offset in range(-1, 22, 2):
            day = START + timedelta(days=offset)
            known = known_on(log, day)
            expected = known[-1] if known else None
            moves = [entry.moves_to for entry in known if entry.moves_to]
            found = Commitment.objects.with_status(day).get()
            assert (found.due_on, found.moves) == ([START, *moves][-1], len(moves))
            assert found.status == (expected and expected.status)
            assert found.status_on == (expected and expected.holds_on)
            latest = StatusReport.objects.as_of(day).latest_first().first()
            assert latest == expected


def test_the_reports_of_one_commitment_say_nothing_of_another():
    reported, silent = CommitmentFactory.create_batch(2)
    ReportFactory(commitment=reported, status="completed", approved_on=START)

    statuses = dict(Commitment.objects.with_status(START).values_list("pk", "status"))

    assert statuses == {reported.pk: "completed", silent.pk: None}


def test_a_day_ends_at_midnight_in_brussels_in_summer_and_in_winter():
    assert end_of(date(2025, 6, 30)) == datetime(2025, 6, 30, 22, tzinfo=UTC)
    assert end_of(date(2025, 12, 31)) == datetime(2025, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(("minute", "is_known"), [(-1, True), (0, False)])
@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 12, 31), date(2025, 3, 30), date(2025, 10, 26)])
def test_an_approval_counts_from_the_brussels_day_on_which_it_was_given(day, minute, is_known):
    commitment = CommitmentFactory()
    moment = end_of(day) + timedelta(minutes=minute)
    ReportFactory(commitment=commitment, holds_on=day, approved_on=day, decided_at=moment)

    assert (Commitment.objects.with_status(day).get().status is not None) == is_known
    assert Commitment.objects.with_status(day + timedelta(days=1)).get().status is not None


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 12, 31)])
def test_a_commitment_is_late_from_the_day_after_its_deadline(day):
    CommitmentFactory(first_deadline=day)

    assert not Commitment.objects.late(day).exists()
    assert Commitment.objects.late(day + timedelta(days=1)).exists()
