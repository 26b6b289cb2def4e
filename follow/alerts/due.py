"""When whom is written to: by the calendar of Brussels, and once for all that was missed."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from core.dates import day_of
from follow.models import Follower

MARGIN = timedelta(minutes=5)
"""What became public in the last minutes waits for the next mail: its transaction may still be on its way."""

Frequency = Follower.Frequency


def until(at):
    """What a mail that leaves at that moment tells up to."""
    return at - MARGIN


def moments(at):
    """Whoever was told less than until this moment is due: {frequency: moment}."""
    day = day_of(at)
    first = {
        Frequency.DAILY: day,
        Frequency.WEEKLY: day - timedelta(days=day.weekday()),
        Frequency.MONTHLY: day.replace(day=1),
    }
    return {frequency: until(_midnight(day)) for frequency, day in first.items()}


def _midnight(day):
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
