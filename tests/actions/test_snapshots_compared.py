"""What changed between two snapshots, and that a snapshot agrees with asking for its day later."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.models import StatusReport
from actions.services.snapshots import snapshot_take
from actions.snapshots.compare import compare
from actions.snapshots.content import content_of
from core.canonical import canonical, digest_of
from tests.database import rolled_back
from tests.factories import ActionFactory, ActionPlanFactory, CommitmentFactory, ReportFactory, UserFactory, moment

from .snapshot_world import DAY

STANDINGS = ["completed", "in_progress", "late", "no_news"]


def content(rows):
    """A content with those commitments: {code: (standing, day on which it is due)}."""
    commitments = [{"code": code, "standing": standing, "due_on": due} for code, (standing, due) in rows.items()]
    return {"actions": [{"commitments": commitments}]}


def test_a_commitment_that_stands_elsewhere_moved():
    found = compare(content({"a": ("in_progress", None)}), content({"a": ("completed", None)}))

    assert (found.moved, found.slipped, found.new, found.dropped) == (["a"], [], [], [])


def test_a_later_date_slipped_and_an_earlier_one_was_brought_forward():
    before = content({"a": ("late", "2025-01-01"), "b": ("late", "2025-06-01"), "c": ("late", None)})
    after = content({"a": ("late", "2025-02-01"), "b": ("late", "2025-05-31"), "c": ("late", None)})

    found = compare(before, after)

    assert (found.moved, found.slipped, found.hastened) == ([], ["a"], ["b"])


def test_what_came_in_is_new_and_what_went_dropped_out():
    found = compare(content({"a": ("late", None)}), content({"b": ("late", None)}))

    assert (found.new, found.dropped) == (["b"], ["a"])


def test_two_empty_contents_do_not_differ():
    assert not compare(content({}), content({}))


contents = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.sampled_from(STANDINGS), st.sampled_from([None, "2025-01-01", "2025-12-31", "2026-06-30"])),
).map(content)


@given(contents)
def test_a_content_does_not_differ_from_itself(found):
    assert not compare(found, deepcopy(found))


@given(contents, contents)
def test_comparing_the_other_way_round_tells_the_opposite(before, after):
    there, back = compare(before, after), compare(after, before)

    assert set(there.moved) == set(back.moved)
    assert set(there.slipped) == set(back.hastened)
    assert set(there.new) == set(back.dropped)


# --- A day asked for later is what the snapshot of then says --------------------------------------------------------

log = st.lists(
    st.fixed_dictionaries(
        {
            "commitment": st.integers(0, 2),
            "status": st.sampled_from(["not_started", "in_preparation", "in_progress", "completed", "stopped"]),
            "held": st.integers(-60, 60),
            "waited": st.integers(0, 30),
            "corrects_one": st.booleans(),
            "moves_by": st.one_of(st.none(), st.integers(1, 400)),
        }
    ),
    max_size=6,
)


def write(rows, commitments, user, *, earliest=None):
    """Add these reports to the log; with `earliest` each is decided on that day at the soonest, whatever day it
    is about."""
    for row in rows:
        commitment = commitments[row["commitment"]]
        held = DAY + timedelta(days=row["held"])
        decided = held + timedelta(days=row["waited"])
        free = StatusReport.objects.approved().filter(commitment=commitment, corrections=None).order_by("pk")
        ReportFactory(
            commitment=commitment,
            status=row["status"],
            holds_on=held,
            approved_on=held,
            decided_at=moment(max(decided, earliest) if earliest else decided),
            corrects=free.first() if row["corrects_one"] else None,
            moves_to=row["moves_by"] and held + timedelta(days=row["moves_by"]),
            submitted_by=user,
            decided_by=user,
        )


@pytest.mark.django_db
@given(log, log)
def test_a_day_asked_for_later_is_byte_for_byte_the_snapshot_taken_then(before, later):
    with rolled_back():
        plan, user = ActionPlanFactory(rhythm=6), UserFactory()
        actions = [ActionFactory(plan=plan), ActionFactory(plan=plan)]
        commitments = [
            CommitmentFactory(action=actions[0], first_deadline=DAY),
            CommitmentFactory(action=actions[1], first_deadline=date(2026, 6, 30)),
            CommitmentFactory(action=actions[1], timing="ongoing", review_on=date(2025, 12, 1)),
        ]
        write(before, commitments, user)
        snapshot = snapshot_take(plan=plan, as_of=DAY, by=user)

        write(later, commitments, user, earliest=DAY + timedelta(days=1))

        assert canonical(content_of(plan, DAY)) == canonical(snapshot.content)
        assert digest_of(content_of(plan, DAY)) == snapshot.digest
