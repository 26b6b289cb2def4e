"""What happened to a contribution: from its own columns, its receipts and the log."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from editorial.report_views import name_of

from .journal import MESSAGES, lines_of


@dataclass(frozen=True)
class Event:
    at: datetime
    what: str
    who: str = ""
    why: str = ""


def happened(contribution):
    """Everything that happened to it, newest first."""
    row = contribution
    events = [
        Event(receipt.made_at, _("Received, edition %(number)s") % {"number": receipt.edition})
        for receipt in row.receipts.all()
    ]
    own = [
        (row.confirmed_at, _("Confirmed by its sender, from a link in a mail")),
        (row.withdrawn_at, _("Withdrawn by its sender")),
        (row.emptied_at, _("Emptied: who sent it and what was written in words was erased")),
    ]
    events += [Event(at, what) for at, what in own if at]
    if row.admitted_at:
        events.append(Event(row.admitted_at, str(MESSAGES["consultations.admitted"][1]), name_of(row.admitted_by),
                            row.admitted_why))  # fmt: skip
    events += [
        Event(line.timestamp, str(MESSAGES[line.action][1]), name_of(line.user), (line.data or {}).get("reason", ""))
        for line in lines_of(row)
        if line.action in MESSAGES and line.action != "consultations.admitted"
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)
