"""Coming back: the page after “save and go on later”, and the link that is mailed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations.access import REMEMBERED, draft_of, draft_remember
from consultations.models import RespondentLink
from consultations.protection.throttle import allowed, refusal
from consultations.services.drafts import about_in
from consultations.services.links import LinkRefused, link_check
from core.private_pages import private

from . import shell
from .desk import Desk
from .entrance import consultation_with
from .link_form import LinkForm
from .link_mails import link_send, links_send_unseen
from .lost import sent_before
from .pages import url_of


@private
@require_http_methods(["GET", "HEAD", "POST"])
def send_link(request, code):
    """Mails a link to go on with: to the draft of this browser, or to every draft of an address.

    In the second case the answer is the same whether there is one or not.
    """
    at = timezone.now()
    consultation = consultation_with(code)
    draft = draft_of(request, consultation)
    form = LinkForm(request.POST if request.method == "POST" else None, initial=_known_address(draft))
    if form.is_bound and form.is_valid():
        if not allowed(request, "mail", at):
            return refusal(request)
        return _sent(request, consultation, draft, form.cleaned_data["email"], at)
    return shell.show(
        request,
        "consultations/answering/link.html",
        title=_("What you typed is saved") if draft else _("Go on with what you began"),
        at=at,
        consultation=consultation,
        known=draft,
        form=form,
        remembered=REMEMBERED.days,
        errors=form.summary() if form.is_bound else [],
    )


def _known_address(draft):
    return {"email": about_in(draft).get("email", "")} if draft else {}


def _sent(request, consultation, draft, email, at):
    if draft is None:
        links_send_unseen(consultation=consultation, email=email, at=at)
        messages.success(request, _("If something was begun with this address, a link to it is on its way."))
    elif link_send(draft=draft, email=email, at=at):
        messages.success(request, _("The link is on its way. Look among the unwanted mails too."))
    else:
        messages.error(request, _("The mail could not be sent. Try again in some minutes."))
    return redirect("take_part:send_link", consultation.code)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request, secret):
    """GET looks and changes nothing, so a program that reads mails may come by; the button opens the draft."""
    at = timezone.now()
    try:
        link = link_check(secret=secret, purpose=RespondentLink.Purpose.RESUME, at=at)
    except LinkRefused as refused:
        return _refused(request, refused, at)
    draft = link.draft
    consultation = draft.consultation
    if draft.sent_at:
        return sent_before(request, consultation, draft.contribution, at)
    if request.method != "POST":
        return shell.show(
            request,
            "consultations/answering/resume.html",
            title=_("Go on with what you began"),
            at=at,
            consultation=consultation,
            saved_at=date_format(timezone.localtime(draft.saved_at), "DATETIME_FORMAT"),
        )
    link.used_at = at
    link.save(update_fields=["used_at"])
    request.session.cycle_key()
    draft_remember(request, draft)
    return redirect(url_of(consultation.code, Desk(draft, at).first_to_do()))


def _refused(request, refused, at):
    """It is not right, or expired; whoever has an old one can ask for a new one."""
    consultation = refused.link and refused.link.draft and refused.link.draft.consultation
    return shell.show(
        request,
        "consultations/answering/link_refused.html",
        title=_("This link does not open anything"),
        at=at,
        consultation=consultation,
        reason=refused.message,
        status=410 if refused.link else 404,
    )
