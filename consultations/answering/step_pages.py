"""How a page with questions is shown: with what was typed, what is wrong, and where two tabs disagree."""

import secrets

from django.utils.translation import gettext as _

from consultations.fields.forms import QuestionsForm

from . import shell
from .pages import section_title
from .tokens import token_of
from .words import name_of, words_of


def step_page(request, desk, page, *, typed=None, problems=None, status=200, **more):
    """The page as it was typed; `typed` where that is not what the draft says."""
    typed = desk.draft.typed if typed is None else typed
    parts = parts_of(desk, page, typed, problems or {})
    return shell.show(
        request,
        "consultations/answering/step.html",
        title=page.title_in(desk.language),
        at=desk.at,
        desk=desk,
        here=page.name,
        errors=[line for part in parts for line in part["form"].summary()],
        status=status,
        **{
            "page_name": page.name,
            "parts": parts,
            "contents": [part for part in parts if part.get("entry")],
            "seen": desk.draft.revision,
            "version": desk.draft.version.number,
            "tab": secrets.token_urlsafe(9),
            "token": token_of(desk.draft, desk.at),
            "has_previous": True,
            "is_long": page.name != "all" and len(desk.pages) > 1,
        }
        | more,
    )


def conflict_page(request, desk, page, posted, conflicts):
    """Two tabs said different things in one field: both are shown, and whoever writes chooses."""
    language = desk.language
    rows, problems = [], {}
    for key, there in conflicts.items():
        words = words_of(posted.questionnaire, key, there, language)
        here = words_of(posted.questionnaire, key, posted.typed[key], language)
        rows.append({"key": key, "name": name_of(posted.questionnaire, key, language), "there": words, "here": here})
        problems[key] = _("Something else was saved elsewhere: “{words}”").format(words=words)
    typed = desk.draft.typed | {key: posted.typed[key] for key in conflicts}
    return step_page(
        request, desk, page, typed=typed, problems=problems, conflicts=rows, held=" ".join(conflicts), status=409
    )


def stale_page(request, desk, page, posted):
    """The form was not made here, or too long ago: nothing is saved before whoever writes has looked at it."""
    typed = desk.draft.typed | posted.typed
    return step_page(request, desk, page, typed=typed, is_stale=True, seen=posted.seen, tab=posted.tab, status=409)


def parts_of(desk, page, typed, problems):
    """The sections of a page, then the draft text by its headings: [{id, title, introduction, form, entry?}]."""
    several = len(page.sections) > 1
    common = {"language": desk.language, "typed": typed, "problems": problems, "files": desk.files}
    parts = []
    for section in page.sections:
        heading = 3 if several else 2
        form = _bare(
            QuestionsForm(section.items, page=page.items, questionnaire=desk.questionnaire, heading=heading, **common)
        )
        if form.items or not several:
            title = section_title(section, desk.language) if several else ""
            introduction = section.introduction.get(desk.language, "")
            parts.append({"id": f"part-{section.uid}", "title": title, "introduction": introduction, "form": form})
    for group in _groups(page.clauses):
        form = _bare(QuestionsForm((), clauses=group, heading=2, **common))
        words = group[0].text.get(desk.language, "")
        entry = f"{group[0].number} {words[:100]}".strip()
        parts.append({"id": f"part-{group[0].uid}", "form": form, "entry": entry})
    return parts


def _groups(clauses):
    """The clauses under each heading; one by one where there is none."""
    has_headings = any(clause.is_heading for clause in clauses)
    groups = []
    for clause in clauses:
        if not groups or clause.is_heading or not has_headings:
            groups.append([])
        groups[-1].append(clause)
    return groups


def _bare(form):
    form.helper.disable_csrf = True
    return form
