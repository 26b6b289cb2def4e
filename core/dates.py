from calendar import monthrange

from django.utils import timezone


def today():
    """Today's date in Brussels, the platform's time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def day_of(moment):
    """The day that it is in Brussels at that moment; None for none."""
    return moment and timezone.localdate(moment, timezone.get_default_timezone())


def add_months(day, months):
    """The same day of the month so many months later (earlier where negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
