"""Where a consultation stands, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models.consultations import Phase
from core.dates import day_of


def days_in_words(first, last):
    """From which day to which."""
    return _("From {first} to {last}").format(first=day_in_words(first), last=day_in_words(last))


def day_in_words(day):
    return date_format(day, "DATE_FORMAT")


def sentence_of(consultation, phase, at):
    """One sentence on what a reader can do now."""
    last = day_in_words(consultation.last_day)
    if phase == Phase.PLANNED:
        return _("You can take part from {day}. What will be asked stands below.").format(
            day=day_in_words(consultation.opens_on)
        )
    if phase == Phase.OPEN:
        return _("You can take part until midnight at the end of {day}: {left}.").format(
            day=last, left=_left(consultation, at)
        )
    if phase == Phase.GRACE:
        return _(
            "This consultation closed at the end of {day}. What you began before can be sent until {moment}."
        ).format(day=last, moment=date_format(timezone.localtime(consultation.grace_ends_at), "DATETIME_FORMAT"))
    return _("This consultation closed at the end of {day}.").format(day=last)


def _left(consultation, at):
    days = (consultation.last_day - day_of(at)) // timedelta(days=1)
    if days == 0:
        return _("this is the last day")
    return ngettext("still {number} day", "still {number} days", days).format(number=days)


def taken_part(number):
    """How many took part so far, or in all."""
    if number == 0:
        return _("Nobody yet")
    return ngettext("{number} contribution", "{number} contributions", number).format(number=number)
