"""When a commitment is due, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models.statuses import Standing

CLOSED = {Standing.COMPLETED, Standing.STOPPED}


def day(value):
    return date_format(value, "DATE_FORMAT")


def when(commitment, standing):
    """By when, until when or since when; says so when no deadline was published."""
    if standing in CLOSED and commitment.status_on:
        return _("since {date}").format(date=day(commitment.status_on))
    if commitment.is_ongoing:
        if commitment.due_on:
            return _("ongoing, review on {date}").format(date=day(commitment.due_on))
        return _("ongoing")
    if commitment.due_on:
        return _("by {date}").format(date=day(commitment.due_on))
    return _("no deadline published")


def next_deadline(commitments):
    """The first day on which one of the open commitments is due, in words; empty where none has a deadline."""
    days = [
        commitment.due_on
        for commitment in commitments
        if commitment.due_on and not commitment.is_ongoing and commitment.standing() not in CLOSED
    ]
    return _("by {date}").format(date=day(min(days))) if days else ""


def history(commitment):
    """The first deadline and how often it moved, in words; empty where it never did."""
    if not commitment.moves or commitment.is_ongoing:
        return ""
    moved = ngettext("moved once", "moved {counter} times", commitment.moves).format(counter=commitment.moves)
    return _("first {first}, {moved}").format(first=day(commitment.first_deadline), moved=moved)
