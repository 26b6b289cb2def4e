"""The receipt: what somebody keeps of what they sent."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations import access
from consultations.answering.shell import show
from consultations.models import Contribution
from consultations.services.identities import identity_read
from consultations.services.links import LASTS
from core.private_pages import private

from .mails import Purpose, receipt_is_sent
from .refusals import not_known
from .words import moment_in_words


@private
@require_safe
def received(request, reference):
    """What was received, when, and what happens next; only in the browser that sent it or opened its link."""
    at, contribution = timezone.now(), access.contribution_of(request, reference)
    if contribution is None:
        return not_known(request, at)
    receipt = contribution.receipts.first()
    if receipt is None:  # entered by staff, and not checked yet
        return redirect("take_part:contribution", reference)
    unconfirmed = contribution.state == Contribution.State.UNCONFIRMED
    return show(
        request,
        "consultations/after/received.html",
        title=_("Confirm your contribution") if unconfirmed else _("Your contribution was received"),
        at=at,
        consultation=contribution.consultation,
        contribution=contribution,
        receipt=receipt,
        moment=moment_in_words(receipt.made_at),
        is_unconfirmed=unconfirmed,
        is_withdrawn=contribution.state == Contribution.State.WITHDRAWN,
        is_late=contribution.lateness == Contribution.Lateness.LATE and not contribution.admitted_at,
        email=identity_read(contribution).get("email", ""),
        is_mailed=receipt_is_sent(contribution, receipt),
        confirm_days=LASTS[Purpose.CONFIRM].days,
    )
