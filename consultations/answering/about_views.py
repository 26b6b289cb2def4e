"""The page about the person."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.languages import active_language, language_codes

from . import shell
from .about_form import AboutForm, about_typed
from .about_keeping import keep_about, mark_of
from .changed_views import what_changed
from .desk import Desk
from .entrance import writing
from .lost import about_rows
from .pages import ABOUT, kwargs_of, url_of
from .tokens import token_of


@writing
def about(request, desk):
    if request.method != "POST":
        return redirect(what_changed(desk, ABOUT)) if desk.is_outdated else _page(request, desk, desk.about_form)
    typed, language = about_typed(request.POST), active_language()
    form = AboutForm(typed, consultation=desk.consultation, language=language)
    if not desk.is_trusted:
        return _page(request, desk, form, seen=request.POST.get("seen", ""), is_stale=True, status=409)
    draft, there = keep_about(desk.draft, typed, seen=request.POST.get("seen", ""), language=language, at=desk.at)
    if there is not None:
        return _page(request, desk, form, seen=mark_of(draft), there=about_rows(there), status=409)
    draft.consultation = desk.consultation
    return _go_on(request, Desk(draft, desk.at))


def _go_on(request, desk):
    act, code = request.POST.get("act", ""), desk.consultation.code
    language = act.removeprefix("language-")
    if act == "later":
        return redirect("take_part:send_link", code)
    if act != language and language in language_codes():
        return redirect(shell.in_language(language, *kwargs_of(code, ABOUT)))
    if desk.is_outdated:
        return redirect(what_changed(desk, ABOUT))
    if not desk.about_form.is_valid():
        return _page(request, desk, desk.about_form, shows_errors=True)
    return redirect(url_of(code, desk.neighbours(ABOUT)[1]))


def _page(request, desk, form, *, seen=None, shows_errors=False, status=200, **more):
    errors = form.summary() if shows_errors else []
    return shell.show(
        request,
        "consultations/answering/about.html",
        title=_("About you"),
        at=desk.at,
        desk=desk,
        here=ABOUT,
        errors=errors,
        status=status,
        form=form if shows_errors else form.unchecked(),
        page_name=ABOUT,
        seen=mark_of(desk.draft) if seen is None else seen,
        version=desk.draft.version.number,
        token=token_of(desk.draft, desk.at),
        **more,
    )
