"""The steps on the way to what was promised, and when the log says each was reached."""

from dataclasses import dataclass
from datetime import date

from core.dates import today

from .models.commitments import Milestone
from .models.reports import MilestoneReached, StatusReport


@dataclass(frozen=True)
class Step:
    name: str
    due_on: date | None
    reached_on: date | None
    is_late: bool


def milestones_of(commitments, language, on=None):
    """The milestones of these commitments as known at the end of that day: {commitment pk: [Step]}; in two queries."""
    on = on or today()
    numbers = [commitment.pk for commitment in commitments]
    reports = StatusReport.objects.filter(commitment__in=numbers).as_of(on).order_by()
    rows = MilestoneReached.objects.filter(report__in=reports.values("pk")).order_by("-report__holds_on")
    reached = dict(rows.values_list("milestone", "report__holds_on"))  # the first report that says so comes last
    steps = {}
    for milestone in Milestone.objects.filter(commitment__in=numbers).order_by("commitment", "sort_order", "pk"):
        day = reached.get(milestone.pk)
        is_late = day is None and milestone.due_on is not None and milestone.due_on < on
        step = Step(milestone.name_in(language), milestone.due_on, day, is_late)
        steps.setdefault(milestone.commitment_id, []).append(step)
    return steps
