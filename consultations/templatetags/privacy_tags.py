from datetime import date, datetime

from django import template
from django.utils.formats import date_format

from consultations.privacy.mails import moment_in_words

register = template.Library()


@register.filter
def moment(text):
    """A moment of JSON in words, on the clock of Brussels."""
    return moment_in_words(datetime.fromisoformat(text)) if text else ""


@register.filter
def day(text):
    """A day of JSON in words."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""
