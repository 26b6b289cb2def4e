from datetime import datetime, time

from django.utils import timezone


def moment(day):
    """Ten in the morning of that day in Brussels."""
    return datetime.combine(day, time(10), tzinfo=timezone.get_default_timezone())
