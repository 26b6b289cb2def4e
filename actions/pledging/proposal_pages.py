"""What the screen of one proposal shows: to who leads it all of it, to who is asked the text that stands."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from actions.services.pledges import unconfirmed
from core.languages import active_language
from core.places import languages_of_screen

from .finding import names_of
from .theirs import organisations_of
from .wording import rows_with_language, title_of


def page(request, found, errors=(), words="", problem="", status=200):
    """`words`, `problem`: what a partner typed and what is wrong with it."""
    language = active_language()
    stands_still = not (found.is_editable or found.state == found.State.WITHDRAWN)
    is_shown = found.leads or stands_still
    title, lang = title_of(found, language) if is_shown else (_("A pledge that is being changed"), "")
    mine, administers = organisations_of(request.user), organisations_of(request.user, administers=True)
    rows = list(found.confirmations.select_related("organisation"))
    said = found.typed.get("said") or {}
    open_to = found.state == found.State.CONFIRMING
    context = {
        "page_title": _("A pledge in the making") if lang else title,
        "title": title if lang else "",
        "lang": lang,
        "kicker": found.organisation.name_in(language),
        "proposal": found,
        "rows": rows_with_language(found.typed, names_of(found.typed, language)) if is_shown else [],
        "partners": [
            {
                "row": row,
                "name": row.organisation.name_in(language) or row.organisation.code,
                "words": said.get(row.organisation.code, "") if found.leads else "",
            }
            for row in rows
        ],
        "to_answer": [
            {
                "row": row,
                "name": row.organisation.name_in(language) or row.organisation.code,
                "may": row.organisation_id in administers,
            }
            for row in rows
            if open_to and row.organisation_id in mine
        ],
        "words": words,
        "problem": problem,
        "is_confirmed": open_to and not unconfirmed(found),
        "errors": errors,
        "languages": languages_of_screen(request, instead="" if request.method != "POST" else "pledging:list"),
        "breadcrumbs": [],
    }
    return render(request, "actions/pledging/proposal.html", context, status=status)
