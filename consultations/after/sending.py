"""Everything that one click on “send” does, in its order."""

from django.db import transaction

from consultations.models import Contribution
from consultations.protection.proof import spend
from consultations.services.sending import contribution_send

from .mails import receipt_send
from .mandate_mails import mandate_send


def send(draft, about, verdict, at):
    """Send the draft and spend its proof in one transaction, then mail; returns the contribution.

    Raises what contribution_send and spend raise; then nothing is changed.
    """
    with transaction.atomic():
        contribution, new = contribution_send(draft=draft, about=about, state=verdict.state, at=at)
        if new:
            spend(verdict.proof)
    if new:
        mail(contribution, at)
    return contribution


def mail(contribution, at):
    """Mail what follows from a sending or a confirmation; once it is committed."""
    contribution = Contribution.objects.select_related("consultation", "version", "organisation").get(
        pk=contribution.pk
    )
    receipt_send(contribution, at)
    mandate_send(contribution, at)
