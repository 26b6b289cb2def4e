"""What every screen of following by mail shows around its content."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.languages import active_language
from core.places import LanguageLink, Link, languages_of_screen

from .addresses import home_url


def show(request, name, *, title, status=200, query=None, languages=None, **context):
    """That screen; `languages`: its links in other languages, where the address of the screen is not enough."""
    context |= {
        "page_title": title,
        "languages": languages or languages_of_screen(request, query=query),
        "breadcrumbs": [Link("", f"/{active_language()}/"), Link(_("Follow"), home_url(active_language()))],
    }
    return render(request, f"follow/alerts/{name}.html", context, status=status)


def home_links():
    """The page about following in every language, from a screen that cannot be opened in another."""
    here = active_language()
    return [LanguageLink(code, str(label), home_url(code), code == here, False) for code, label in settings.LANGUAGES]
