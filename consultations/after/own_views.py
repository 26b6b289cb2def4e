"""One's own contribution: read it, change it, withdraw it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations import access
from consultations.answering.shell import show
from consultations.models import Contribution, Phase
from consultations.services.drafts import draft_edit
from consultations.services.sending import contribution_withdraw
from core.dates import day_of
from core.languages import active_language
from core.private_pages import private

from .consents import agree_again
from .mails import withdrawal_send
from .refusals import not_known
from .words import answers_in_words, day_in_words, moment_in_words

State = Contribution.State


@private
@require_safe
def contribution(request, reference):
    """What was sent, with its receipts, and what can still be done with it."""
    at, own = timezone.now(), access.contribution_of(request, reference)
    if own is None:
        return not_known(request, at)
    receipts = own.receipts.all()
    return show(
        request,
        "consultations/after/contribution.html",
        title=_("Your contribution"),
        at=at,
        consultation=own.consultation,
        contribution=own,
        receipts=[(receipt, moment_in_words(receipt.made_at)) for receipt in receipts],
        sections=answers_in_words(own, active_language()),
        can_edit=can_edit(own, at),
        is_withdrawn=own.state == State.WITHDRAWN,
        goes_on=goes_on(own),
        last_day=day_in_words(own.consultation.last_day),
    )


def can_edit(contribution, at):
    """Until the last day, and as long as its words are there."""
    stands = contribution.state in (State.SENT, State.UNCONFIRMED) and contribution.emptied_at is None
    return stands and contribution.consultation.phase(at) == Phase.OPEN


def goes_on(contribution):
    """The day on which the words of what was withdrawn go, or went."""
    if not contribution.withdrawn_at:
        return ""
    day = day_of(contribution.withdrawn_at)
    return day_in_words(day + timedelta(days=contribution.consultation.keep_withdrawn_days))


@private
@require_POST
def edit(request, reference):
    """Open a draft with what was sent; nothing changes before that is sent."""
    at, own = timezone.now(), access.contribution_of(request, reference)
    if own is None:
        return not_known(request, at)
    try:
        if not can_edit(own, at):
            raise ValidationError(_("This contribution can no longer be changed."))
        draft = draft_edit(contribution=own, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("take_part:contribution", own.reference)
    if draft.revision == 0:
        agree_again(draft, own, at)
    access.draft_remember(request, draft)
    return redirect("take_part:check", own.consultation.code)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, reference):
    """GET asks whether it is meant, POST does it; at any time."""
    at, own = timezone.now(), access.contribution_of(request, reference)
    if own is None:
        return not_known(request, at)
    if request.method == "POST":
        if own.state != State.WITHDRAWN:
            withdrawal_send(contribution_withdraw(contribution=own, at=at))
            messages.success(request, _("Your contribution was withdrawn."))
        return redirect("take_part:contribution", own.reference)
    if own.state == State.WITHDRAWN:
        return redirect("take_part:contribution", own.reference)
    return show(
        request,
        "consultations/after/withdraw.html",
        title=_("Withdraw your contribution?"),
        at=at,
        consultation=own.consultation,
        contribution=own,
        days=own.consultation.keep_withdrawn_days,
    )
