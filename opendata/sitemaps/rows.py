"""The addresses that search engines may list: pages in every language, and what stands below the pages of actions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from actions.models.commitments import Commitment
from actions.models.pages import ActionPage
from core.dates import day_of
from core.kept import kept
from core.languages import language_codes
from core.places import address_of, language_of
from core.visible import visible


@dataclass(frozen=True)
class Row:
    path: str
    changed_on: date | None
    alternates: tuple
    """(language, path) of the same page in every language in which it is live."""


def rows_in(language):
    """Everything in that language, in the order of the tree; kept until something public changes."""
    return kept(f"sitemap:{language}", lambda: [*_pages(language), *_commitments(language)])


def _pages(language):
    found = defaultdict(dict)
    pages = visible(Page.objects).filter(depth__gt=1).order_by("path")
    for key, path, moment in pages.values_list("translation_key", "url_path", "last_published_at"):
        if address := address_of(path):
            found[key][language_of(path)] = (address, moment)
    for versions in found.values():
        if language in versions:
            address, moment = versions[language]
            yield Row(address, day_of(moment), _alternates(versions))


def _alternates(versions):
    if len(versions) < 2:
        return ()
    return tuple((code, versions[code][0]) for code in language_codes() if code in versions)


def _commitments(language):
    """The pages of commitments, which stand below those of their actions."""
    pages = defaultdict(dict)
    for action, path in visible(ActionPage.objects).order_by().values_list("action", "url_path"):
        if address := address_of(path):
            pages[action][language_of(path)] = address
    commitments = Commitment.objects.public().filter(action__is_public=True, action__plan__is_public=True)
    for action, code in commitments.order_by("action", "pk").values_list("action", "code"):
        versions = {key: (f"{address}{code}/", None) for key, address in pages[action].items()}
        if language in versions:
            yield Row(versions[language][0], None, _alternates(versions))
