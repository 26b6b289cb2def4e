"""The door: a link from a mail is looked at, then used by a button, and opens the personal session."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actions.services.links import UNKNOWN, LinkRefused, link_check, link_use
from core.languages import active_language
from core.private_pages import private

from . import session
from .mails import TooSoon, link_send
from .places import languages_here


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, secret):
    """GET looks and changes nothing, so a program that reads mails may come by; the button uses the link."""
    try:
        if request.method == "POST":
            session.start(request, link_use(secret=secret))
            return redirect("owners:list")
        found = link_check(secret=secret)
    except LinkRefused as refusal:
        return _refused(request, secret, refusal)
    context = {
        "page_title": _("Your commitments"),
        "organisation": found.contact.organisation.name_in(active_language()),
        "hours": int(session.IDLE.total_seconds()) // 3600,
    }
    return _page(request, "link", context)


def _refused(request, secret, refusal):
    here = session.contact_of(request)
    if here and here == refusal.contact:
        return redirect("owners:list")  # a second click on the same link, while the first still holds
    context = {
        "page_title": _("This link does not open anything"),
        "reason": refusal.message,
        "new_link_url": reverse("owners:new_link", args=[secret]) if refusal.contact else "",
    }
    return _page(request, "refused", context, status=410 if refusal.contact else 404)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def no_secret(request):
    """An address of which the end was cut off."""
    return _refused(request, "", LinkRefused(UNKNOWN))


@private
@require_POST
def new_link(request, secret):
    """Mails a new link to whoever the old one was for."""
    try:
        contact = link_check(secret=secret).contact
    except LinkRefused as refusal:
        if refusal.contact is None:
            return _refused(request, secret, refusal)
        contact = refusal.contact
    _send(request, contact)
    return redirect("owners:link", secret)


@private
@require_POST
def new_link_here(request):
    """Mails a new link to whoever was idle for too long in this browser."""
    contact = session.contact_before(request)
    if contact is None:
        raise Http404
    _send(request, contact)
    return redirect("owners:list")


def _send(request, contact):
    try:
        sent = link_send(contact=contact)
    except TooSoon as refusal:
        at = date_format(timezone.localtime(refusal.again_at), "TIME_FORMAT")
        text = _(
            "A link was made for you less than ten minutes ago: look in your mail, and among the unwanted mails. "
            "You can ask for another one from {time} on."
        )
        messages.warning(request, text.format(time=at))
        return
    if sent:
        messages.success(request, _("A new link is on its way to the e-mail address that we know of you."))
    else:
        messages.error(request, _("The mail could not be sent. Try again in some minutes."))


@private
@require_POST
def log_out(request):
    session.end(request)
    return redirect("owners:left")


@private
def left(request):
    return _page(request, "left", {"page_title": _("You are logged out")})


def _page(request, name, context, status=200):
    context |= {"languages": languages_here(request), "breadcrumbs": []}
    return render(request, f"actions/owners/{name}.html", context, status=status)
