"""Asking for one’s data: the answer is the same whether an address is known or not."""

from datetime import timedelta

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from consultations.answering.shell import show
from consultations.models import RespondentLink
from consultations.protection.throttle import allowed, refusal
from consultations.services.links import LASTS, LinkRefused, link_check, link_make
from core.languages import active_language
from core.private_pages import private
from core.sealing import email_digest
from editorial.mails.post import absolute

from . import session
from .forms import AddressForm
from .known import is_known
from .mails import mail

PAUSE = timedelta(minutes=10)
"""Between two links for one address."""

Purpose = RespondentLink.Purpose


@private
@require_http_methods(["GET", "HEAD", "POST"])
def data(request):
    """Asks for the address."""
    at = timezone.now()
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not allowed(request, "mail", at):
            return refusal(request)
        _send(form.cleaned_data["email"], active_language(), at)
        return redirect("take_part:data_asked")
    errors = form.summary() if form.is_bound else []
    return show(request, "consultations/privacy/data.html", title=_("Your data"), at=at, form=form, errors=errors)


@private
@require_http_methods(["GET", "HEAD"])
def asked(request):
    title = _("Look in your mail")
    return show(request, "consultations/privacy/asked.html", title=title, at=timezone.now())


@private
@require_http_methods(["GET", "HEAD", "POST"])
def data_open(request, secret):
    """GET looks and changes nothing, so a program that reads mails may come by; the button uses the link, once."""
    at = timezone.now()
    try:
        link = link_check(secret=secret, purpose=Purpose.DATA, at=at)
        if request.method == "POST":
            return _opened(request, link, at)
        if link.used_at:
            raise LinkRefused(_("This link was used already. Ask for a new one."), link)
    except LinkRefused as refused:
        if refused.link and session.digest_of(request, at) == refused.link.email_digest:
            return redirect("take_part:data_yours")  # a second click, while the first still holds
        return show(
            request, "consultations/privacy/refused.html", title=_("This link does not open anything"), at=at,
            status=410 if refused.link else 404, reason=refused.message,
        )  # fmt: skip
    minutes = int(session.LASTS.total_seconds()) // 60
    return show(request, "consultations/privacy/open.html", title=_("Your data"), at=at, minutes=minutes)


def _opened(request, link, at):
    # The database decides who is first: the link opens one browser.
    if not RespondentLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        raise LinkRefused(_("This link was used already. Ask for a new one."), link)
    session.start(request, link.email_digest, at)
    return redirect("take_part:data_yours")


def _send(email, language, at):
    digest = email_digest(email)
    recent = RespondentLink.objects.filter(purpose=Purpose.DATA, email_digest=digest, made_at__gt=at - PAUSE)
    if not is_known(digest) or recent.exists():
        return
    secret = link_make(purpose=Purpose.DATA, email_digest=digest, at=at)
    with override(language):
        url = absolute(reverse("take_part:data_open", args=[secret]))
    mail("link", language, email, {"url": url, "until": at + LASTS[Purpose.DATA]})
