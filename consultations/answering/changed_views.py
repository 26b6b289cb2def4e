"""Other questions are asked since somebody began: they are told what changed, and lose nothing."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.opening.differences import changed_since
from consultations.questionnaire import read
from consultations.services.following import draft_follow
from consultations.typed import CLAUSE, QUESTION, is_empty
from core.languages import localized_value

from . import shell
from .entrance import writing
from .pages import ABOUT, is_page, url_of
from .posted import number
from .tokens import token_of
from .words import rows_of


def what_changed(desk, name):
    """The address at which is told what changed; it leads on to the page with that name."""
    return reverse("take_part:changed", args=[desk.consultation.code]) + "?" + urlencode({"to": name})


@writing
def changed(request, desk):
    """GET tells and changes nothing; the button moves the draft on to the version that was told about."""
    code = desk.consultation.code
    if request.method == "POST":
        version = desk.consultation.versions.filter(number=number(request.POST.get("version"))).first()
        if desk.is_trusted and version and version.number > desk.draft.version.number:
            draft_follow(draft=desk.draft, version=version)
        return redirect(_onward(code, request.POST.get("to", "")))
    to = request.GET.get("to", "")
    newest = desk.newest
    title = _("The questions changed") if desk.is_outdated else _("Answers to questions that are no longer asked")
    return shell.show(
        request,
        "consultations/answering/changed.html",
        title=title,
        at=desk.at,
        desk=desk,
        differences=changed_since(desk.draft.version.document, newest.document, desk.language),
        notes=[localized_value(version, "note", desk.language) for version in _since(desk)],
        retired=retired_rows(desk.consultation, desk.draft, newest, desk.language),
        to=to,
        onward=_onward(code, to),
        version=newest.number,
        token=token_of(desk.draft, desk.at),
    )


def retired_rows(consultation, draft, version, language):
    """What was typed at what that version no longer asks, in words to copy: [(question or clause, words)]."""
    left, rows = retired_in(draft.typed, read(version.document)), []
    for earlier in consultation.versions.filter(number__lt=version.number):
        if not left:
            break
        questionnaire = read(earlier.document)
        rows += rows_of(questionnaire, left, language)
        left = retired_in(left, questionnaire)
    return rows


def retired_in(typed, questionnaire):
    """What was typed at questions and clauses that are not in that questionnaire: {key: value}."""
    known = {QUESTION + uid for uid in questionnaire.questions} | {CLAUSE + uid for uid in questionnaire.commentable}
    return {key: value for key, value in typed.items() if key not in known and not is_empty(value)}


def _since(desk):
    newer = desk.consultation.versions.filter(number__gt=desk.draft.version.number).order_by("number")
    return [version for version in newer if localized_value(version, "note", desk.language)]


def _onward(code, name):
    return url_of(code, name if is_page(name) else ABOUT)
