"""The pages with questions: shown as they were typed, saved first, and only then checked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.files.services import file_add, file_remove
from consultations.kinds import QuestionKind
from consultations.protection.throttle import allowed
from consultations.typed import QUESTION
from core.languages import active_language, language_codes

from .changed_views import what_changed
from .desk import Desk
from .entrance import writing
from .pages import ALL, TEXT, kwargs_of, page_of, url_of
from .posted import keep, posted_in
from .shell import in_language
from .step_pages import conflict_page, stale_page, step_page

LATER, PREVIOUS, LANGUAGE = "later", "previous", "language-"
"""What the buttons say that never wait for a right answer."""


@writing
def section(request, desk, number):
    return _answer(request, desk, str(number))


@writing
def clauses(request, desk):
    return _answer(request, desk, TEXT)


@writing
def everything(request, desk):
    return _answer(request, desk, ALL)


def _answer(request, desk, name):
    page = page_of(desk.questionnaire, name)
    if request.method != "POST":
        if desk.is_outdated:
            return redirect(what_changed(desk, name))
        if page is None:
            raise Http404
        return step_page(request, desk, page)
    posted = posted_in(request.POST, desk.consultation, name, desk.draft.version)
    if not desk.is_trusted:
        return stale_page(request, desk, page or page_of(desk.questionnaire, ALL), posted)
    saved = keep(desk.draft, posted, language=active_language(), at=desk.at)
    saved.draft.consultation = desk.consultation
    desk = Desk(saved.draft, desk.at)
    refused = _documents(request, desk, page)
    if saved.conflicts:
        return conflict_page(request, desk, page or page_of(desk.questionnaire, ALL), posted, saved.conflicts)
    return _go_on(request, desk, page, name, refused)


def _documents(request, desk, page):
    """Take in and take away documents; {key: why one was refused}."""
    problems = {}
    if key := request.POST.get("remove-file"):
        file_remove(desk.draft, key)
    for item in page.items if page else ():
        uploads = request.FILES.getlist(QUESTION + item.uid) if item.kind == QuestionKind.FILE else ()
        for uploaded in uploads:
            try:
                if not allowed(request, "file", desk.at):
                    raise ValidationError(_("Too many documents came from your network. Try again in an hour."))
                file_add(desk.draft, item.uid, uploaded, desk.at)
            except ValidationError as error:
                problems[QUESTION + item.uid] = " ".join(error.messages)
    return problems


def _go_on(request, desk, page, name, refused):
    act, code = request.POST.get("act", ""), desk.consultation.code
    language = act.removeprefix(LANGUAGE)
    goes_away = act in (LATER, PREVIOUS) or (act.startswith(LANGUAGE) and language in language_codes())
    if goes_away:
        for message in refused.values():
            messages.error(request, message)
        if act == LATER:
            return redirect("take_part:send_link", code)
        if act == PREVIOUS:
            return redirect(url_of(code, desk.neighbours(name)[0] or name))
        return redirect(in_language(language, *kwargs_of(code, name)))
    if desk.is_outdated or page is None:
        return redirect(what_changed(desk, name))
    if "remove-file" in request.POST and not refused:
        return redirect(url_of(code, name))
    problems = refused if "remove-file" in request.POST else desk.problems_of(page) | refused
    if problems:
        return step_page(request, desk, page, problems=problems)
    return redirect(url_of(code, desk.neighbours(name)[1]))
