"""Who comes in, and what every answer of the personal space carries."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from . import session
from .places import languages_here
from .typed import typed_rows

POLICY = {"script-src": [SELF], "connect-src": [SELF]}


def private(view):
    """Kept nowhere and listed nowhere; the address, with its secret, goes to no other site."""

    @csp_replace(POLICY)
    @cache_control(private=True, no_store=True)
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answer


def personal(view):
    """Calls the view with the contact person whose space it is; others read how to come in."""

    @private
    @wraps(view)
    def answer(request, *args, **kwargs):
        contact = session.contact_of(request)
        return view(request, contact, *args, **kwargs) if contact else closed(request)

    return answer


def wants_json(request):
    return request.headers.get("Accept") == "application/json"


def closed(request):
    """Nobody is known here, or no longer: what was typed comes back to be copied."""
    if wants_json(request):
        message = _("Not saved: your session has ended. Copy what you typed, and open a new link.")
        return JsonResponse({"message": message}, status=403)
    context = {
        "page_title": _("Your commitments"),
        "typed": typed_rows(request.POST) if request.method == "POST" else [],
        "was_known": session.contact_before(request) is not None,
        "languages": languages_here(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/closed.html", context, status=403)
