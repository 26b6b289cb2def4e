"""Moments that a form cannot take as they stand, explained."""

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _


def clock_change(moment, zone=None):
    """What the clock does to a naive moment, in words; empty when nothing is the matter."""
    zone = zone or timezone.get_current_timezone()
    before, after = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if before == after:
        return ""
    shift = abs(after - before)
    if after > before:
        message = _(
            "%(time)s does not exist on %(date)s: the clock goes forward then. "
            "Choose another time, for example %(earlier)s or %(later)s."
        )
    else:
        message = _(
            "%(time)s comes twice on %(date)s: the clock goes back then. "
            "Choose another time, for example %(earlier)s or %(later)s."
        )
    return message % {
        "time": time_format(moment),
        "date": date_format(moment, "DATE_FORMAT"),
        "earlier": time_format(moment - shift),
        "later": time_format(moment + shift),
    }


def past(moment):
    """Says that a moment is over; empty for one to come."""
    if moment >= timezone.now():
        return ""
    local = timezone.localtime(moment)
    return _(
        "%(moment)s is over. Choose a moment to come, or leave it empty to publish as soon as it is approved."
    ) % {"moment": date_format(local, "DATETIME_FORMAT")}
