"""What every screen of somebody who takes part shows around its content."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from core.languages import active_language
from core.places import LanguageLink

from .closing import closing_notice

POSTED_TO = {"take_part:save", "take_part:leave"}
"""The addresses at which there is nothing to read: the switcher leads from there to the start."""


def show(request, template, *, title, at, consultation=None, desk=None, here="", errors=(), status=200, **more):
    """A screen that extends answering/base.html.

    `desk` is the draft that is written in (see .desk): its steps stand beside the content, and `here` names the
    current one. `errors` are [(message, anchor or "")].
    """
    consultation = consultation or (desk and desk.consultation)
    edits = bool(desk) and desk.draft.contribution_id is not None
    context = {
        "page_title": title,
        "consultation": consultation,
        "consultation_name": consultation.name_in(active_language()) if consultation else "",
        "desk": desk,
        "draft": desk and desk.draft,
        "steps": desk.steps(here) if desk else [],
        "closing": closing_notice(consultation, at, edits=edits) if desk else None,
        "errors": errors,
        "languages": languages_here(request, consultation),
        "breadcrumbs": [],
    }
    return render(request, template, context | more, status=status)


def languages_here(request, consultation=None):
    """This screen in every language; the draft is the same one, whatever the language."""
    match = request.resolver_match
    name, kwargs = match.view_name, match.captured_kwargs
    if name in POSTED_TO and consultation:
        name, kwargs = "take_part:start", {"code": consultation.code}
    return [
        LanguageLink(code, str(label), in_language(code, name, kwargs), code == active_language(), True)
        for code, label in settings.LANGUAGES
    ]


def in_language(code, name, kwargs):
    """The address of a screen in that language."""
    with override(code):
        return reverse(name, kwargs=kwargs)
