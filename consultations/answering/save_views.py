"""Keeps what is typed a moment after each pause, for the script; works in JSON."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.protection.throttle import allowed, refusal
from core.languages import active_language

from .about_form import about_typed
from .about_keeping import keep_about, mark_of
from .entrance import refused, writing
from .pages import ABOUT
from .posted import keep, posted_in


@writing
def save(request, desk):
    """Answers with what to show, and what the form about the person goes on from."""
    if request.method != "POST":
        return refused(_("Nothing was sent."), status=405)
    if not desk.is_trusted:
        return refused(_("Not saved: this page was open for a very long time. Press a button below."), status=403)
    if not allowed(request, "save", desk.at):
        return refusal(request)
    return _about(request, desk) if request.POST.get("page") == ABOUT else _page(request, desk)


def _about(request, desk):
    typed, seen = about_typed(request.POST), request.POST.get("seen", "")
    draft, there = keep_about(desk.draft, typed, seen=seen, language=active_language(), at=desk.at)
    if there is not None:
        return refused(_elsewhere())
    return JsonResponse({"seen": mark_of(draft), "message": _saved_at(desk.at)})


def _page(request, desk):
    posted = posted_in(request.POST, desk.consultation, request.POST.get("page", ""), desk.draft.version)
    saved = keep(desk.draft, posted.undecided(), language=active_language(), at=desk.at)
    message = _elsewhere() if saved.conflicts else _saved_at(desk.at)
    return JsonResponse({"message": message})


def _elsewhere():
    return _("Not all is saved: something else was saved elsewhere. Press a button below to see both.")


def _saved_at(at):
    return _("Saved at {time}").format(time=date_format(timezone.localtime(at), "TIME_FORMAT"))
