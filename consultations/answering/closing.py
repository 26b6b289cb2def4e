"""How much time is left, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Phase

SOON = timedelta(hours=24)


def closing_notice(consultation, at, *, edits=False):
    """(tone, text) about the end of the consultation, or None while that is far off.

    `edits`: what is written changes a contribution that was sent before.
    """
    phase = consultation.phase(at)
    if phase == Phase.OPEN and consultation.closes_at - at <= SOON:
        return "warning", _time_left(consultation, at)
    if phase == Phase.GRACE:
        text = _("This consultation is closed. What you began can still be sent until {moment}.")
        return "warning", text.format(moment=_moment(consultation.grace_ends_at))
    if phase == Phase.CLOSED and edits:
        return "warning", _("This consultation is closed: what you sent before can no longer be changed. It stands.")
    if phase == Phase.CLOSED:
        text = _("This consultation is closed since {day}. You can still send what you began; it is marked as late.")
        return "warning", text.format(day=date_format(consultation.last_day, "DATE_FORMAT"))
    return None


def last_moment(consultation):
    """Until when what was begun can be sent in time, in words; "" while no day is set."""
    return _moment(consultation.grace_ends_at) if consultation.grace_ends_at else ""


def _time_left(consultation, at):
    minutes = int((consultation.closes_at - at).total_seconds()) // 60
    hours = minutes // 60
    if hours:
        left = ngettext("{number} hour left", "{number} hours left", hours).format(number=hours)
    else:
        left = ngettext("{number} minute left", "{number} minutes left", minutes).format(number=minutes)
    text = _("This consultation closes at midnight at the end of {day}: {left}.")
    return text.format(day=date_format(consultation.last_day, "DATE_FORMAT"), left=left)


def _moment(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
