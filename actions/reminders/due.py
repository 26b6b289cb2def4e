"""When the next report on a commitment is due, and what that asks of one person on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from actions.due import Cause, next_report
from actions.models import Action, Commitment, Reminder, StatusReport
from actions.querysets import end_of

AGAIN = timedelta(days=30)
"""Between two reminders of one report, while nothing came in."""

LEAD_OF_PLEDGES = 14
PATIENCE_WITH_PLEDGES = 14
"""Days, as in the settings of a plan; pledges have none."""

Kind = Reminder.Kind


@dataclass(frozen=True)
class Due:
    """The next report on a commitment."""

    commitment: Commitment
    on: date
    cause: Cause

    @property
    def plan(self):
        return self.commitment.action.plan if self.commitment.action_id else None

    @property
    def announced_on(self):
        """The first day on which whoever reports is written to."""
        return self.on - timedelta(days=self.plan.lead_days if self.plan else LEAD_OF_PLEDGES)

    @property
    def escalates_on(self):
        return self.on + timedelta(days=self.plan.escalation_days if self.plan else PATIENCE_WITH_PLEDGES)

    def step(self, on, told):
        """What whoever reports is to be told on that day: (kind, about), or None.

        `told` holds what this person was told about the commitment: {(kind, about): on which day}.
        """
        if on < self.on:
            coming = (Kind.COMING, self.on)
            return coming if on >= self.announced_on and coming not in told else None
        days = [day for (kind, about), day in told.items() if kind == Kind.DUE and about >= self.on]
        if not days:
            return Kind.DUE, self.on
        again = max(days) + AGAIN
        return (Kind.DUE, again) if on >= again else None

    def escalation(self, on, told):
        """What a coordinator is to be told on that day: (kind, about), or None."""
        escalated = (Kind.ESCALATED, self.on)
        return escalated if on >= self.escalates_on and escalated not in told else None


def due_of(commitment):
    """The next report on a commitment that came from `to_report`."""
    found = next_report(commitment)
    return Due(commitment, found.on, found.cause)


def to_report(on):
    """The commitments on which reports are asked on that day, with their status.

    Open and public, of a running public plan with a rhythm, or a public pledge; without a report that waits for
    approval.
    """
    has_begun = Q(plan__starts_on__isnull=True) | Q(plan__starts_on__lte=on)
    goes_on = Q(plan__ends_on__isnull=True) | Q(plan__ends_on__gte=on)
    actions = Action.objects.public().filter(has_begun, goes_on)
    pledged = Q(kind="pledge") & (Q(pledge__isnull=True) | Q(pledge__is_public=True, pledge__archived_at__isnull=True))
    undecided = Q(state="submitted") | Q(decided_at__gte=end_of(on))
    waiting = StatusReport.objects.filter(undecided, commitment=OuterRef("pk"), submitted_at__lt=end_of(on))
    return (
        Commitment.objects.open(on)
        .public()
        .filter(pledged | Q(action__in=actions), ~Exists(waiting), rhythm__isnull=False)
        .select_related("organisation", "action__plan")
        .order_by("action__plan", "action__number", "pk")
    )
