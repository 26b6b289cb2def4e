"""Who reports on what."""

from django.db import transaction
from django.utils import timezone

from actions.models import Responsibility
from core.dates import today


@transaction.atomic
def responsibility_give(*, commitment, contact, since=None):
    """Let this person report on the commitment from that day (today in Brussels), unless they do already."""
    current = Responsibility.objects.filter(commitment=commitment, contact=contact, until__isnull=True).first()
    if current:
        return current
    responsibility = Responsibility(commitment=commitment, contact=contact, since=since or today())
    responsibility.full_clean()
    responsibility.save()
    return responsibility


def responsibility_end(*, responsibility, until=None):
    """Let this person report no longer; what they sent in stays."""
    responsibility.until = until or today()
    responsibility.full_clean()
    responsibility.save()
    return responsibility


@transaction.atomic
def contact_erase(*, contact, at=None):
    """Forget who this person is; the log keeps that somebody of the organisation reported."""
    contact.links.all().delete()
    contact.drafts.all().delete()
    contact.responsibilities.filter(until__isnull=True).update(until=today())
    contact.name, contact.email, contact.user, contact.erased_at = "", "", None, at or timezone.now()
    contact.save()
    return contact
