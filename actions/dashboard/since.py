"""Since when: the last report on a plan, the promise that is late longest, the longest silence."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models.statuses import Standing
from actions.plan_filter import ANCHOR
from actions.progress import list_url


def since_when(stands, here):
    """The sentences of a plan's days, each day the address of its list; empty where nothing was reported."""
    days = [stand.state.status_on for stand in stands if stand.state.status_on]
    late = [stand for stand in stands if stand.standing == Standing.LATE]
    silent = [stand for stand in stands if stand.standing in Standing.silent()]
    found = []
    if days:
        found.append(_("The last approved report is of {day}.").format(day=_day(max(days))))
    if late:
        words = ngettext("One is late, since {day}.", "The longest delay has lasted since {day}.", len(late))
        # The deadline itself is the last day on which it was not late.
        since = min(stand.state.due_on for stand in late) + timedelta(days=1)
        found.append(_linked(words, since, late, here))
    if silent:
        words = ngettext(
            "Of the one that needs an update, the last news is of {day}.",
            "Of those that need an update, the oldest news is of {day}.",
            len(silent),
        )
        found.append(_linked(words, min(stand.state.status_on for stand in silent), silent, here))
    return format_html_join(" ", "{}", ((words,) for words in found))


def _linked(words, day, stands, here):
    address = here
    for standing in sorted({str(stand.standing) for stand in stands}):
        address = list_url(address, standing)
    return format_html(words, day=format_html('<a href="{}">{}</a>', f"{address}{ANCHOR}", _day(day)))


def _day(day):
    return date_format(day, "DATE_FORMAT")
