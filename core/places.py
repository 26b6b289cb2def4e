"""Where pages stand: addresses, languages and parents, read from the paths that Wagtail keeps."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, Site


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in a language, or, where it has none there, the nearest page above it that has."""

    code: str
    name: str
    url: str
    is_current: bool
    is_same_page: bool


def roots():
    """The home page's path in each language: {language code: "/home/"}; from Wagtail's own cache."""
    found = {}
    for root in Site.get_site_root_paths():
        found.setdefault(root.language_code, root.root_path)
    return found


def language_of(url_path):
    """The language of the tree in which that path stands, or None outside every tree."""
    return next((code for code, root in roots().items() if url_path.startswith(root)), None)


def address_of(url_path):
    """The public address of the page with that path ("/home/about/" -> "/nl/about/"), or None outside every tree."""
    for code, root in roots().items():
        if url_path.startswith(root):
            return f"/{code}/{url_path.removeprefix(root)}"
    return None


def breadcrumbs_and_languages(page, request):
    """The pages above a page, and the page in every language: two lists of links, usually from one query."""
    above = _paths_above(page)
    rows = list(
        Page.objects.live()
        .filter(Q(path__in=above) | Q(translation_key=page.translation_key))
        .exclude(depth=1)
        .order_by("path")
        .values("pk", "path", "title", "url_path", "translation_key")
    )
    ancestors = [row for row in rows if row["path"] in above]
    breadcrumbs = [Link(row["title"], address_of(row["url_path"])) for row in ancestors]
    here = language_of(page.url_path)
    counterparts = {language_of(row["url_path"]): row["url_path"] for row in rows if row["path"] not in above}
    counterparts[here] = page.url_path
    missing = [code for code, _name in settings.LANGUAGES if code not in counterparts]
    fallbacks = _nearest_counterparts(ancestors, missing) if missing else {}
    languages = [
        LanguageLink(
            code=code,
            name=str(name),
            url=address_of(counterparts.get(code) or fallbacks.get(code) or "") or _home(code),
            is_current=code == here,
            is_same_page=code in counterparts,
        )
        for code, name in settings.LANGUAGES
    ]
    return breadcrumbs, languages


def languages_of_view(view_name, language):
    """The links to a view that stands outside the page tree, in every language."""
    from django.utils.translation import override

    links = []
    for code, name in settings.LANGUAGES:
        with override(code):
            links.append(LanguageLink(code, str(name), reverse(view_name), code == language, True))
    return links


def _paths_above(page):
    return [page.path[:length] for length in range(2 * page.steplen, len(page.path), page.steplen)]


def _nearest_counterparts(ancestors, languages):
    """The deepest live counterpart of the given ancestors: {language code: url_path}."""
    keys = [row["translation_key"] for row in ancestors]
    nearest = {}
    for path in (
        Page.objects.live().filter(translation_key__in=keys).order_by("depth").values_list("url_path", flat=True)
    ):
        nearest[language_of(path)] = path
    return {code: nearest[code] for code in languages if code in nearest}


def _home(code):
    return f"/{code}/"


def languages_of_screen(request, *, instead="", query=None):
    """This screen, which is no page of the CMS, in every language: its links.

    `instead`: the name of the screen to lead to, from an address at which there is nothing to read; `query`: what the
    address says besides.
    """
    match = request.resolver_match
    # `captured_kwargs` leaves out what an outer pattern captured, around an include.
    captured = {key: value for key, value in match.kwargs.items() if key not in (match.extra_kwargs or {})}
    name, kwargs = (instead, {}) if instead else (match.view_name, captured)
    links = []
    for code, label in settings.LANGUAGES:
        with override(code):
            url = reverse(name, kwargs=kwargs)
        url = f"{url}?{urlencode(query, doseq=True)}" if query else url
        links.append(LanguageLink(code, str(label), url, code == get_language(), True))
    return links
