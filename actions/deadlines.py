"""When a commitment is due, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models.statuses import Standing

CLOSED = {Standing.COMPLETED, Standing.STOPPED}


def day(value):
    return date_format(value, "DATE_FORMAT")


def when(commitment, standing):
    """By when, until when or since when; says so when no deadline was published."""
    if standing in CLOSED and commitment.status_on:
        return _("since {date}").format(date=day(commitment.status_on))
    if commitment.first_deadline:
        return _("by {date}").format(date=day(commitment.first_deadline))
    if commitment.timing == commitment.Timing.ONGOING:
        if commitment.review_on:
            return _("ongoing, review on {date}").format(date=day(commitment.review_on))
        return _("ongoing")
    return _("no deadline published")


def next_deadline(commitments):
    """The first day on which one of the open commitments is due, in words; empty where none has a deadline."""
    days = [
        commitment.first_deadline
        for commitment in commitments
        if commitment.first_deadline and commitment.standing() not in CLOSED
    ]
    return _("by {date}").format(date=day(min(days))) if days else ""
