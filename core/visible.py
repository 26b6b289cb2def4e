"""Which pages everybody may see; Wagtail's `public()` asks the database anew for what is restricted, each time."""

from django.core.cache import cache
from wagtail.models import PageViewRestriction

from .shell import MAX_AGE, content_version


def visible(pages):
    """Those of these pages that are live and stand under no restriction."""
    pages = pages.live()
    for path in _restricted_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def _restricted_paths():
    key = f"restricted:{content_version()}"
    paths = cache.get(key)
    if paths is None:
        paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        cache.set(key, paths, timeout=MAX_AGE)
    return paths
