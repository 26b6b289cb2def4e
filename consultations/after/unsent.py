"""Mails that did not leave when something was sent in: tried again every day."""

from collections import Counter
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from consultations.kinds import Mandate
from consultations.models import Contribution, Receipt, RespondentLink

from .mails import receipt_send
from .mandate_mails import mandate_send

AFTER, UNTIL = timedelta(minutes=15), timedelta(days=7)
"""Nothing that may be on its way just now, and nothing that nobody waits for any longer."""

State, Purpose = Contribution.State, RespondentLink.Purpose


def mail_unsent(at, dry_run):
    """Mail the receipts, the requests for a confirmation and the questions to organisations that are due.

    Returns (lines for who runs it, whether all of them left); no address is printed.
    """
    if dry_run:
        return [f"receipts that would be mailed: {sum(1 for _one in unmailed(at))}"], True
    left = Counter(receipt_send(contribution, at) for contribution in unmailed(at))
    asked = sum(mandate_send(contribution, at) for contribution in _unasked(at))
    lines = [f"receipts mailed: {left[True]}", f"organisations asked about a mandate: {asked}"]
    if left[False]:
        lines.append(f"receipts not mailed, tried again at the next run: {left[False]}")
    return lines, not left[False]


def unmailed(at):
    """Contributions with an address whose newest receipt was mailed to nobody: no link carries its moment."""
    links = RespondentLink.objects.filter(contribution=OuterRef("contribution"), made_at=OuterRef("made_at"))
    mailed = Q(contribution__state=State.SENT) & Exists(links.filter(purpose=Purpose.MANAGE))
    asked = Q(contribution__state=State.UNCONFIRMED) & Exists(links.filter(purpose=Purpose.CONFIRM))
    due = Receipt.objects.filter(
        edition=F("contribution__edition"),
        made_at__gt=at - UNTIL,
        made_at__lt=at - AFTER,
        contribution__state__in=[State.SENT, State.UNCONFIRMED],
        contribution__emptied_at__isnull=True,
        contribution__identity__email_digest__gt="",
    ).exclude(mailed | asked)
    return _whole(Contribution.objects.filter(pk__in=due.values("contribution")))


def _unasked(at):
    links = RespondentLink.objects.filter(contribution=OuterRef("pk"), purpose=Purpose.MANDATE)
    declared = Contribution.objects.filter(
        state=State.SENT, mandate=Mandate.DECLARED, sent_at__gt=at - UNTIL, sent_at__lt=at - AFTER
    )
    return _whole(declared.exclude(organisation__isnull=True).exclude(Exists(links)))


def _whole(contributions):
    return contributions.select_related("consultation", "version", "organisation").order_by("pk").iterator(100)
