"""When the next report on a commitment is due: one rule, for reminders, the plan board and whoever reports."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.dates import add_months, day_of


class Cause(Enum):
    """Why a report is due on that day."""

    RHYTHM = "rhythm"
    DEADLINE = "deadline"
    REVIEW = "review"


@dataclass(frozen=True)
class NextReport:
    on: date
    cause: Cause


def next_report(commitment):
    """What comes first of rhythm and deadline or review date, for a commitment that came with its status; or None.

    A deadline or review date on or after which there was a report asks for nothing more; nor does what is closed.
    """
    if not commitment.is_open:
        return None
    found = None
    if commitment.rhythm:
        found = NextReport(add_months(_counted_from(commitment), commitment.rhythm), Cause.RHYTHM)
    day = commitment.due_on
    is_answered = day and commitment.status_on and commitment.status_on >= day
    if day and not is_answered and (found is None or day <= found.on):
        return NextReport(day, Cause.REVIEW if commitment.is_ongoing else Cause.DEADLINE)
    return found


def _counted_from(commitment):
    """The latest approved report; without any, a pledge's announcement, or when plan and commitment were both there.

    Readers count a pledge without reports from its announcement too: see `actions.wall.states`.
    """
    if since := commitment.status_on or commitment.announced_on:
        return since
    entered = day_of(commitment.created_at)
    return max(entered, commitment.plan_starts_on or entered)
