"""Links from mails to who took part: a look changes nothing, since programs that read mails come by; a button does."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import access
from consultations.answering.shell import show
from consultations.models import Contribution, RespondentLink
from consultations.protection.throttle import allowed
from consultations.protection.throttle import refusal as too_many
from consultations.services.links import UNKNOWN, LinkRefused, link_check
from consultations.services.sending import contribution_confirm
from core.private_pages import private

from .mails import link_send, receipt_is_sent
from .refusals import refused
from .sending import mail
from .words import moment_in_words

Purpose = RespondentLink.Purpose

PAUSE = timedelta(minutes=10)
"""Between two new links for one contribution."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request, secret):
    """To one's own contribution."""
    return _by_link(request, secret, Purpose.MANAGE)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, secret):
    """That the address is one's own, so that the contribution counts."""
    return _by_link(request, secret, Purpose.CONFIRM)


def _by_link(request, secret, purpose):
    at = timezone.now()
    try:
        contribution = link_check(secret=secret, purpose=purpose, at=at).contribution
    except LinkRefused as refusal:
        url = reverse("take_part:new_link", args=[secret]) if refusal.link else ""
        return refused(request, refusal, at, new_link_url=url)
    if request.method == "POST":
        return _opened(request, contribution, purpose, at)
    confirms = contribution.state == Contribution.State.UNCONFIRMED
    return show(
        request,
        "consultations/after/link.html",
        title=_("Confirm your contribution") if confirms else _("Your contribution"),
        at=at,
        consultation=contribution.consultation,
        contribution=contribution,
        moment=moment_in_words(contribution.sent_at),
        confirms=confirms,
    )


def _opened(request, contribution, purpose, at):
    contribution = contribution_confirm(contribution=contribution, at=at)
    access.contribution_remember(request, contribution)
    if purpose == Purpose.MANAGE:
        return redirect("take_part:contribution", contribution.reference)
    if not receipt_is_sent(contribution, contribution.receipts.first()):
        mail(contribution, at)
    return redirect("take_part:received", contribution.reference)


@private
@require_POST
def new_link(request, secret):
    """Mails a new link in the place of an expired one; the answer is the same whether or not we know an address."""
    at = timezone.now()
    link = _expired(secret, at)
    if link is None:
        return refused(request, LinkRefused(UNKNOWN), at)
    if not allowed(request, "mail", at):
        return too_many(request)
    theirs = link.contribution.links.exclude(purpose=Purpose.MANDATE)
    if not theirs.filter(made_at__gt=at - PAUSE).exists():
        link_send(link.contribution, at)
    messages.success(
        request,
        _("If we still know your e-mail address, a new link is on its way. One is sent at most every ten minutes."),
    )
    return redirect("take_part:manage" if link.purpose == Purpose.MANAGE else "take_part:confirm", secret)


def _expired(secret, at):
    for purpose in (Purpose.MANAGE, Purpose.CONFIRM):
        try:
            link_check(secret=secret, purpose=purpose, at=at)
        except LinkRefused as refusal:
            if refusal.link and refusal.link.contribution:
                return refusal.link
    return None
