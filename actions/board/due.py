"""When news of a commitment is due, as its plan's rhythm and its review date have it."""

from actions.models.statuses import Status
from core.dates import add_months


def report_due_on(commitment):
    """The day by which the next report is due, for a commitment that came with its status (`with_status`); or None."""
    review_on = commitment.due_on if commitment.is_ongoing else None
    return due_after(commitment.status, commitment.status_on, commitment.rhythm, review_on)


def due_after(status, status_on, rhythm, review_on):
    """The day by which news is due: so long after the last status, or on the review date, whichever comes first."""
    if status in Status.closed():
        return None
    days = [review_on] if review_on else []
    if rhythm and status_on:
        days.append(add_months(status_on, rhythm))
    return min(days, default=None)
