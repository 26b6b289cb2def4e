"""Who comes in, and what every answer of the personal space carries."""

from functools import wraps

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.private_pages import private

from . import session
from .places import languages_here
from .typed import typed_rows


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
