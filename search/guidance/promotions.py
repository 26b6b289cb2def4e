"""Pages that editors let come first for certain searches."""

from django.utils import timezone
from wagtail.models import Page

from core.kept import kept
from core.languages import localized_name
from core.visible import visible
from search.models import Promotion

from .terms import key_of, lines

MOST = 3
"""Pages that come first for one search."""
LONGEST = 300
"""Signs of what was typed that are compared."""


def promoted(text, language, *, at=None):
    """The visible pages in that language that come first for exactly this search, the one chosen first in front.

    Case, accents and endings do not matter, the order of words does. It costs nothing while kept.
    """
    search = key_of(text[:LONGEST], language)
    keys = kept(f"promoted:{language}", lambda: _translation_keys(language)).get(search) if search else None
    if not keys:
        return []
    # By what is shown, not by what was typed: that would fill the cache.
    pages = kept(f"promoted:{language}:{'-'.join(key.hex for key in keys)}", lambda: _pages(keys, language))
    at = at or timezone.now()
    return [page for page in pages if page.expire_at is None or page.expire_at > at]


def _translation_keys(language):
    """{search as stems: translation keys of pages}; the form lets nobody promote more of them."""
    found = {}
    column = localized_name("searches", language)
    for key, searches in Promotion.objects.order_by("pk").values_list("page__translation_key", column):
        for search in {key_of(line, language) for line in lines(searches)} - {()}:
            found.setdefault(search, []).append(key)
    return {search: keys[:MOST] for search, keys in found.items()}


def _pages(keys, language):
    rows = visible(Page.objects).filter(translation_key__in=keys, locale__language_code=language, depth__gt=1)
    return sorted(rows, key=lambda page: keys.index(page.translation_key))
