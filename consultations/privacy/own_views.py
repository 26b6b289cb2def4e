"""One’s own data, for who opened the link from the mail: to read, to take away, to erase."""

from functools import wraps

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations.answering.shell import show
from core.languages import active_language
from core.private_pages import private

from . import session
from .copying import everything
from .known import address_of
from .mails import mail
from .parts import ALL, chosen, erase, parts_of


def own(view):
    """Only with an opened link; the view gets the digest of the address and the moment."""

    @private
    @wraps(view)
    def answer(request, *args, **kwargs):
        at = timezone.now()
        digest = session.digest_of(request, at)
        if not digest:
            messages.info(request, _("For your safety your data is shown for half an hour. Ask for a new link."))
            return redirect("take_part:data")
        return view(request, digest, at, *args, **kwargs)

    return answer


@require_http_methods(["GET", "HEAD"])
@own
def yours(request, digest, at):
    """Everything, to read."""
    language = active_language()
    return show(
        request, "consultations/privacy/yours.html", title=_("Your data"), at=at,
        parts=parts_of(digest, language), copy=everything(digest, language, at),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD"])
@own
def copy(request, digest, at):
    """The same as a file for machines."""
    content = everything(digest, active_language(), at)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="data.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@own
def erase_part(request, digest, at, key):
    """GET asks whether; the button erases."""
    language = active_language()
    everything_there = parts_of(digest, language)
    parts = chosen(everything_there, key)
    if not parts:
        messages.info(request, _("This is not there any more."))
        return redirect("take_part:data_yours")
    if request.method != "POST":
        title = _("Erase all your data?") if key == ALL else _("Erase this?")
        return show(request, "consultations/privacy/erase.html", title=title, at=at, parts=parts)
    email, is_all = address_of(digest), len(parts) == len(everything_there)
    erase(parts, at)
    if email:
        mail("erased", language, email, {"lines": [part.words for part in parts], "is_all": is_all})
    messages.success(request, _("It is erased."))
    return redirect("take_part:data_yours")


@require_POST
@private
def leave(request):
    session.end(request)
    messages.info(request, _("Your data is shown no longer in this browser."))
    return redirect("take_part:data")
