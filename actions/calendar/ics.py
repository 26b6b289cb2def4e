"""Dates as an iCalendar (RFC 5545, RFC 7986): the same bytes as long as nothing changed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDatetime, vDuration, vText, vUri

from actions import deadlines
from actions.models.statuses import Standing, Status

NAMESPACE = UUID("6f0a5d0e-2f63-5b0e-9d0c-6a1c8f1f7b11")
"""Of all the platform's dates, for ever: who subscribed would see every date twice under another one."""

PRODUCT = "-//Progress in the open//Calendar//EN"
REFRESHED = timedelta(hours=12)
LONGEST_SUMMARY = 120


def calendar_of(name, lines, language, full_address):
    """The bytes of a calendar with these lines, in the active language; `full_address(path)` is one with the host."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(name), parameters={"language": language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESHED), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED))
    for line in lines:
        calendar.add_component(_event(line, language, full_address))
    return calendar.to_ical()


def uid_of(line):
    """The same for ever and in every language."""
    code = line.commitment.code
    return str(uuid5(NAMESPACE, f"milestone:{code}:{line.milestone}" if line.milestone else f"date:{code}"))


def _event(line, language, full_address):
    commitment, event = line.commitment, Event()
    changed = max(filter(None, [commitment.updated_at, commitment.reported_at])).astimezone(UTC).replace(microsecond=0)
    event.add("uid", uid_of(line))
    event.add("dtstamp", vDatetime(changed))
    event.add("last-modified", vDatetime(changed))
    event.add("created", vDatetime(commitment.created_at.astimezone(UTC).replace(microsecond=0)))
    event.add("sequence", _sequence(line, changed))
    event.add("dtstart", line.day)
    event.add("dtend", line.day + timedelta(days=1))
    event.add("summary", _summary(line), parameters={"language": language})
    event.add("description", _description(line), parameters={"language": language})
    event.add("categories", [line.kind_label, line.group])
    event.add("status", "CANCELLED" if commitment.status == Status.STOPPED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if line.url:
        event.add("url", vUri(full_address(line.url)))
    return event


def _sequence(line, changed: datetime):
    """How often the date was set anew; of a milestone no log says so: every change of its commitment counts."""
    if line.milestone:
        return max(0, int((changed - line.commitment.created_at).total_seconds()))
    return line.commitment.settings_of_date


def _summary(line):
    text = Truncator(line.text).chars(LONGEST_SUMMARY)
    words = {
        Standing.COMPLETED: _("{kind} (completed): {text}"),
        Standing.STOPPED: _("{kind} (stopped): {text}"),
    }.get(line.standing, _("{kind}: {text}"))
    if line.reached_on:
        words = _("{kind} (reached): {text}")
    return words.format(kind=line.kind_label, text=text)


def _description(line):
    """Whose, in what, where it stands, and how often it moved: a paragraph each."""
    parts = [
        line.who,
        line.about,
        line.promise if line.milestone else "",
        _("Where it stands: {standing}").format(standing=line.standing_label),
        line.reached_on and _("Reached on {day}").format(day=deadlines.day(line.reached_on)),
        line.history,
    ]
    return "\n".join(filter(None, parts))
