"""What staff adds to a contribution that came in another way than the site: part of sending, see .sending."""

from dataclasses import dataclass
from datetime import date

from consultations.models import Batch, Contribution


@dataclass(frozen=True)
class Entry:
    """Who enters it, how it came in, and on which day: that day, not the one on which it is typed, makes it late."""

    by: object
    channel: str
    received_on: date
    batch: Batch | None = None
    batch_row: int | None = None


def entry_note(contribution, entry):
    """It waits for the check by somebody else than who entered it last."""
    contribution.state = Contribution.State.TO_CHECK
    contribution.channel, contribution.received_on = entry.channel, entry.received_on
    contribution.entered_by, contribution.checked_by, contribution.checked_at = entry.by, None, None
    contribution.lateness = lateness_on(contribution.consultation, entry.received_on)
    if entry.batch:
        contribution.batch, contribution.batch_row = entry.batch, entry.batch_row
    contribution.save()


def lateness_on(consultation, received_on):
    """Paper knows no grace: nobody sees when it was begun."""
    is_late = consultation.last_day is not None and received_on > consultation.last_day
    return Contribution.Lateness.LATE if is_late else Contribution.Lateness.IN_TIME
