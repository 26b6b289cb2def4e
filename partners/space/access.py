"""Who comes in: whoever logged in, to what is theirs; what somebody may not know of is not there."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.places import languages_of_screen
from core.private_pages import private
from partners.models import Representative

from .typed import rows_of_post


def known(view):
    """Calls the view for who is logged in; others log in first, and what they had typed comes back to be copied."""

    @private
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.headers.get("Accept") == "application/json":
            message = _("Not saved: your session has ended. Copy what you typed, and log in again.")
            return JsonResponse({"message": message}, status=403)
        if request.method == "POST":
            return _closed(request)
        return redirect_to_login(request.get_full_path())

    return answer


def speaks_for(*, administers=False):
    """Calls the view with how who is logged in speaks for the organisation with the `code` of the address."""

    def decorate(view):
        @known
        @wraps(view)
        def answer(request, code, *args, **kwargs):
            return view(request, representation(request.user, code, administers=administers), *args, **kwargs)

        return answer

    return decorate


def representation(user, code, *, administers=False):
    """How this person speaks for that organisation today. Raises Http404 where they do not."""
    rows = Representative.objects.current().select_related("organisation", "user")
    if administers:
        rows = rows.administrators()
    found = rows.filter(user=user, organisation__code=code, organisation__archived_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _closed(request):
    context = {
        "page_title": _("Your session has ended"),
        "typed": rows_of_post(request.POST),
        # At some addresses there is nothing to read.
        "languages": languages_of_screen(request, instead="space:home"),
        "breadcrumbs": [],
    }
    return render(request, "partners/space/closed.html", context, status=403)
