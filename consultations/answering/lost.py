"""Nobody is known here, or no longer, or it was sent: what was typed comes back to be copied."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _

from consultations.access import CONTRIBUTIONS, sent_in
from consultations.models import Phase
from core.languages import active_language

from . import shell
from .about_form import AboutForm, about_typed
from .pages import ABOUT
from .posted import posted_in
from .words import rows_of


def lost(request, consultation, at):
    """This browser has no draft here. What it posted is shown, and saved nowhere."""
    if not consultation.is_public and request.method != "POST":
        raise Http404
    sent = sent_in(request, consultation)
    if sent and request.method != "POST":
        return sent_before(request, consultation, sent, at)
    if _wants_json(request):
        message = _(
            "Not saved: this browser no longer knows you. Copy what you typed, and open the link from your mail."
        )
        return JsonResponse({"message": message}, status=403)
    return shell.show(
        request,
        "consultations/answering/lost.html",
        title=_("This browser does not know what you wrote"),
        at=at,
        consultation=consultation,
        typed=posted_rows(request, consultation),
        may_begin=consultation.phase(at) == Phase.OPEN,
        status=403,
    )


def sent_before(request, consultation, contribution, at):
    """It was sent already: nothing more is saved in the draft."""
    if _wants_json(request):
        return JsonResponse({"message": _("Not saved: this was sent already.")}, status=409)
    known = contribution.pk in request.session.get(CONTRIBUTIONS, [])
    return shell.show(
        request,
        "consultations/answering/sent_before.html",
        title=_("You sent this already"),
        at=at,
        consultation=consultation,
        contribution=contribution,
        is_known=known,
        typed=posted_rows(request, consultation),
        may_begin=consultation.phase(at) == Phase.OPEN,
        status=409 if request.method == "POST" else 200,
    )


def posted_rows(request, consultation):
    """What the form sent, in words to copy: [(label, text)]."""
    if request.method != "POST":
        return []
    name = request.POST.get("page", "")
    if name == ABOUT:
        return about_rows(about_typed(request.POST))
    language = active_language()
    posted = posted_in(request.POST, consultation, name)
    return rows_of(posted.questionnaire, posted.typed, language)


def about_rows(typed):
    """What was typed about the person, in words: [(label, text)]."""
    rows = []
    for name, field in AboutForm.base_fields.items():
        value = typed.get(name, "")
        words = dict(getattr(field, "choices", ())).get(value, value)
        if value:
            rows.append((field.label, _("yes") if name == "speaks_for" else str(words)))
    return rows


def _wants_json(request):
    return request.headers.get("Accept") == "application/json"
