"""Who comes in, and what every answer of the personal space carries."""

from functools import wraps

from django.http import Http404, JsonResponse
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
        if contact:
            return view(request, contact, *args, **kwargs)
        return nothing(request) if _only_looks(request) else closed(request)

    return answer


def _only_looks(request):
    """Whether somebody who has another space on this site looks here, with nothing to lose."""
    return request.user.is_authenticated and request.method != "POST" and session.contact_before(request) is None


def nothing(request):
    """Nobody asked this person to report: a list without rows, and no page of somebody else's."""
    if request.resolver_match.view_name != "owners:list":
        raise Http404
    context = {
        "page_title": _("Your commitments"),
        "languages": languages_here(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/nothing.html", context)


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
