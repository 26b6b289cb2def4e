"""Whatever the days of its runs and the reports that come in: nobody is told twice, nobody who is due is forgotten.

The rule is told here a second time, in plain Python over the events, as patiently as possible.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.models import Reminder, StatusReport
from actions.reminders import post
from core.dates import add_months
from tests.database import rolled_back
from tests.factories import GovernmentFactory, OrganisationFactory, UserFactory, person_in_role

from .reminder_world import ENTERED, at, owner_of, promise, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

gaps = st.one_of(st.integers(0, 3), st.integers(0, 45), st.sampled_from([0, 1, 13, 14, 29, 30, 31, 90]))
runs = st.tuples(st.just("run"), gaps, st.sampled_from(["works", "works", "works", "works", "refuses", "is away"]))
reports = st.tuples(
    st.just("report"),
    gaps,
    st.fixed_dictionaries(
        {
            "held": st.sampled_from([0, 0, 0, 1, 30, 60, 80]),
            "waits": st.sampled_from([0, 0, 0, 1, 20, 400]),
            "state": st.sampled_from(["approved", "approved", "approved", "returned"]),
            "status": st.sampled_from(["in_progress"] * 9 + ["completed"]),
            "moves_by": st.sampled_from([None, None, None, 1, 5, 30]),
        }
    ),
)
plans = st.fixed_dictionaries(
    {
        "rhythm": st.sampled_from([3, 6, 12]),
        "lead_days": st.sampled_from([0, 1, 14, 90]),
        "escalation_days": st.sampled_from([0, 14, 180]),
    }
)
deadlines = st.one_of(st.none(), st.integers(-30, 100), st.integers(100, 500))


@dataclass
class World:
    """A commitment as the events left it, and what the rule makes of it."""

    settings: dict
    deadline: date | None
    log: list = field(default_factory=list)

    def asked(self, on):
        """The day on which a report is due, or None where nothing is asked on that day."""
        known = [row for row in self.log if row["decided"] <= on and row["state"] == "approved" and row["held"] <= on]
        known.sort(key=lambda row: (row["held"], row["decided"], row["number"]))
        if any(row["sent"] <= on < row["decided"] for row in self.log):
            return None
        last = known[-1] if known else None
        if last and last["status"] == "completed":
            return None
        days = [add_months(last["held"] if last else ENTERED, self.settings["rhythm"])]
        moved = [row["moves_to"] for row in known if row["moves_to"]]
        deadline = moved[-1] if moved else self.deadline
        if deadline and not (last and last["held"] >= deadline):
            days.append(deadline)
        return min(days)


def report(world, commitment, user, on, values):
    held = on - timedelta(days=values["held"])
    moves_to = held + timedelta(days=values["moves_by"]) if world.deadline and values["moves_by"] else None
    row = {
        "sent": on, "held": held, "decided": on + timedelta(days=values["waits"]), "state": values["state"],
        "status": values["status"], "moves_to": moves_to, "number": len(world.log),
    }  # fmt: skip
    world.log.append(row)
    StatusReport.objects.create(
        commitment=commitment, status=row["status"], holds_on=held, language="nl", reason="Reden.", moves_to=moves_to,
        on_behalf_of=commitment.organisation, submitted_by=user, submitted_at=at(on, 8), state=row["state"],
        decided_by=user, decided_at=at(row["decided"], 9), return_reason="Vul aan.",
    )  # fmt: skip


def check(world, commitment, on, works):
    """What the log of reminders holds after a run on that day."""
    rows = Reminder.objects.filter(commitment=commitment).order_by("sent_at", "pk")
    told = [(row.kind, row.about, row.sent_at.date()) for row in rows]
    of = {kind: [entry for entry in told if entry[0] == kind] for kind in Reminder.Kind}
    due = world.asked(on)
    now = [kind for kind, _about, sent in told if sent == on]
    if due is None:
        assert now == []
        return
    lead, patience = (timedelta(days=world.settings[name]) for name in ("lead_days", "escalation_days"))
    # Nobody is told what does not hold on the day.
    assert "coming" not in now or due - lead <= on < due
    assert "due" not in now or due <= on
    assert "escalated" not in now or due + patience <= on
    if not works:
        return
    # Nobody who is due is forgotten.
    if due - lead <= on < due:
        assert due in [about for _kind, about, _sent in of["coming"]]
    if due <= on:
        assert any(about >= due and sent > on - timedelta(days=30) for _kind, about, sent in of["due"])
    if due + patience <= on:
        assert due in [about for _kind, about, _sent in of["escalated"]]


def nobody_was_told_twice():
    told = list(Reminder.objects.values_list("commitment", "kind", "about", "contact", "user"))
    assert len(told) == len(set(told))
    sent = sum(letter.body.count("\n- “") for letter in mail.outbox)
    assert sent == len(told)
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(names) == len(set(names))


class Fails:
    """A mail server that does not take the mail."""

    def __init__(self, how):
        self.how, self.hand_in = how, post.Post.hand_in

    def __enter__(self):
        error = {"refuses": post.NotSent, "is away": post.ServerAway}.get(self.how)

        def fail(post_, letter):
            raise error

        if error:
            post.Post.hand_in = fail

    def __exit__(self, *error):
        post.Post.hand_in = self.hand_in


@settings(max_examples=60)
@given(plan=plans, deadline=deadlines, events=st.lists(st.one_of(runs, runs, reports), min_size=1, max_size=25))
def test_any_sequence_of_runs_and_reports_tells_everybody_once_and_forgets_nobody(plan, deadline, events):
    with rolled_back():
        mail.outbox = []
        first = ENTERED + timedelta(days=deadline) if deadline is not None else None
        organisation = OrganisationFactory(government=GovernmentFactory())
        commitment = promise(plan_values=plan, organisation=organisation, first_deadline=first)
        owner_of(commitment)
        person_in_role("plan-coordinator", government=organisation.government)
        world, user, on = World(plan, first), UserFactory(), ENTERED
        for kind, gap, what in events:
            on += timedelta(days=gap)
            if kind == "report":
                report(world, commitment, user, on, what)
            else:
                with Fails(what):
                    run(on)
                check(world, commitment, on, what == "works")
        nobody_was_told_twice()


@given(days=st.lists(st.integers(0, 400), min_size=1, max_size=20))
def test_while_nothing_comes_in_reminders_lie_thirty_days_apart_however_irregular_the_runs(days):
    with rolled_back():
        mail.outbox = []
        commitment = promise()
        owner_of(commitment)
        due = add_months(ENTERED, 6)
        for number in sorted(days):
            run(due + timedelta(days=number))

        sent = [row.sent_at.date() for row in Reminder.objects.order_by("sent_at")]

        assert sent[0] == due + timedelta(days=min(days))
        wanted = sent[:1]
        for number in sorted(days):
            if (due + timedelta(days=number) - wanted[-1]).days >= 30:
                wanted.append(due + timedelta(days=number))
        assert sent == wanted
        assert len(mail.outbox) == len(sent)
