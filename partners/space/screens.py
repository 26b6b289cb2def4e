"""What the screens of the personal space have in common."""

from django.shortcuts import render

from core.languages import active_language
from core.places import Link, languages_of_screen


def screen(request, name, *, page_title, kicker="", above=(), instead="", query=None, status=200, **context):
    """That screen; `above`: [(title, address)] of the screens that lead to it."""
    front = [("", f"/{active_language()}/")] if above else []
    context |= {
        "page_title": page_title,
        "kicker": kicker,
        "languages": languages_of_screen(request, instead=instead, query=query),
        "breadcrumbs": [Link(title, url) for title, url in (*front, *above)],
    }
    return render(request, f"partners/space/{name}.html", context, status=status)


def name_of(organisation):
    """Its name in the reader's language; one that is not complete yet has it in another."""
    return organisation.name_in(active_language()) or str(organisation)


def person_name(user):
    """How somebody is called among colleagues; empty where nobody knows any more."""
    return (user.get_full_name() or user.email or user.get_username()) if user else ""
