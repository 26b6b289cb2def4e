"""What an owner sends in: once, and only about what is theirs at that moment."""

from django.db import transaction

from actions.models import Commitment, Responsibility, StatusReport
from actions.services.reports import report_submit, reports_confirm
from core.dates import today

from .drafts import check_version, draft_of
from .theirs import check_theirs, hold


@transaction.atomic
def report_send(*, contact, commitment, token, version, data, **report):
    """Send the report in and drop its draft.

    `data`, `version`: what was typed, and on which version of the draft; the rest goes to `report_submit`.
    Raises NotTheirs, SentMeanwhile, NewerText, ValidationError.
    """
    hold(contact)
    check_theirs(contact, commitment, token)
    draft = draft_of(contact, commitment)
    check_version(draft, data, version)
    sent = report_submit(commitment=commitment, contact=contact, **report)
    if draft:
        draft.delete()
    return sent


def unchangeable(contact, on=None):
    """The commitments of this person of which they may say that nothing changed: open, with news, nothing waiting."""
    day = on or today()
    theirs = Responsibility.objects.open(day).filter(contact=contact).values("commitment")
    waiting = StatusReport.objects.submitted().values("commitment")
    commitments = Commitment.objects.open(day).filter(pk__in=theirs, archived_at__isnull=True, status__isnull=False)
    return commitments.exclude(pk__in=waiting)


@transaction.atomic
def unchanged_send(*, contact, chosen, language):
    """Say that nothing changed in the chosen ones (primary keys), as far as it can still be said; the reports."""
    hold(contact)
    commitments = list(unchangeable(contact).filter(pk__in=chosen))
    return reports_confirm(commitments=commitments, language=language, contact=contact) if commitments else []
