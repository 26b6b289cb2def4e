from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.languages import active_language
from core.places import LanguageLink

POSTED_TO = {"owners:log_out", "owners:new_link", "owners:new_link_here", "owners:draft"}
"""The addresses at which there is nothing to read: the switcher leads from there to the list."""


def languages_here(request, **query):
    """This screen in every language, with what its address says besides."""
    match = request.resolver_match
    is_posted_to = match.view_name in POSTED_TO
    name, kwargs = ("owners:list", {}) if is_posted_to else (match.view_name, match.captured_kwargs)
    links = []
    for code, label in settings.LANGUAGES:
        with override(code):
            url = reverse(name, kwargs=kwargs)
        links.append(LanguageLink(code, str(label), _with(url, query), code == active_language(), True))
    return links


def _with(url, query):
    return f"{url}?{urlencode(query, doseq=True)}" if query else url
