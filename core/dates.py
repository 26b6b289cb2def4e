from django.utils import timezone


def today():
    """Today's date in Brussels, the platform's time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
