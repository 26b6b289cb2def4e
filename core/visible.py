"""Which pages everybody may see; Wagtail's `public()` asks the database anew for what is restricted, each time."""

from wagtail.models import PageViewRestriction

from .kept import kept


def visible(pages):
    """Those of these pages that are live, stand under no restriction, and belong to a public record if to any."""
    pages = pages.live().exclude(pk__in=kept("hidden", _pages_of_hidden_records))
    for path in kept("restricted", _restricted_paths):
        pages = pages.exclude(path__startswith=path)
    return pages


def is_restricted(page):
    """Whether that page, or one above it, is not for everybody."""
    return any(page.path.startswith(path) for path in kept("restricted", _restricted_paths))


def is_for_everybody(request, page):
    """Whether what this request shows of that page, or of no page, may be kept for others: it is no preview."""
    return request is not None and not getattr(request, "is_preview", False) and not (page and is_restricted(page))


def _restricted_paths():
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def _pages_of_hidden_records():
    from .models import RecordPage

    branches = [model.hidden().order_by().values_list("pk") for model in _record_pages(RecordPage)]
    return [pk for (pk,) in branches[0].union(*branches[1:], all=True)] if branches else []


def _record_pages(model):
    for subclass in model.__subclasses__():
        if subclass._meta.abstract:
            yield from _record_pages(subclass)
        else:
            yield subclass
