"""How long it is kept who was written to."""

from django.db.models import Q

from actions.models import PersonalLink, Reminder, ReportDraft
from actions.querysets import end_of
from core.dates import add_months

MONTHS = 24
FEWEST, MOST = 12, 120
"""A year at least: within it, the log keeps people from being told the same twice."""


def forget(on, months=MONTHS):
    """Delete what is older: {model name: how many}."""
    before = end_of(add_months(on, -months))
    old = {
        "reminders": Reminder.objects.filter(sent_at__lt=before),
        "personal links": PersonalLink.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before)),
        "drafts": ReportDraft.objects.filter(saved_at__lt=before),
    }
    return {name: rows.delete()[0] for name, rows in old.items()}
