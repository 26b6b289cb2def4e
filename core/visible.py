"""Which pages everybody may see; Wagtail's `public()` asks the database anew for what is restricted, each time."""

from django.core.cache import cache
from wagtail.models import PageViewRestriction

from .models import RecordPage
from .shell import MAX_AGE, content_version


def visible(pages):
    """Those of these pages that are live, stand under no restriction, and belong to a public record if to any."""
    pages = pages.live().exclude(pk__in=_remembered("hidden", _pages_of_hidden_records))
    for path in _remembered("restricted", _restricted_paths):
        pages = pages.exclude(path__startswith=path)
    return pages


def _remembered(name, look_up):
    key = f"{name}:{content_version()}"
    found = cache.get(key)
    if found is None:
        found = look_up()
        cache.set(key, found, timeout=MAX_AGE)
    return found


def _restricted_paths():
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def _pages_of_hidden_records():
    branches = [model.hidden().order_by().values_list("pk") for model in _record_pages(RecordPage)]
    return [pk for (pk,) in branches[0].union(*branches[1:], all=True)] if branches else []


def _record_pages(model):
    for subclass in model.__subclasses__():
        if subclass._meta.abstract:
            yield from _record_pages(subclass)
        else:
            yield subclass
