"""Pages that hold the words of a search, as they are published."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.changes import Change, Subject, in_time, kind, source
from core.page_paths import address
from core.querysets import words_of

from .find import find_pages


@kind("search", gettext_lazy("Search"))
def search(code, language):
    words = " ".join(words_of(code))
    if not words:
        return None
    with override(language):
        title = _("Pages with “{words}”").format(words=words)
        return Subject("search", words, title, f"{reverse('search')}?{urlencode({'q': words})}")


@source("search")
def changes(subject, language, *, since, until, most):
    """Each publication of such a page, the newest first; a page that was only hidden and shown again is no news."""
    if subject.kind != "search":
        return []
    pages = find_pages(subject.code, language, lambda rows: _published(rows, since, until))
    with override(language):
        return [_change(page) for page in pages[:most]]


def _published(pages, since, until):
    published = pages.filter(last_published_at__isnull=False)
    return in_time(published, "last_published_at", since, until).order_by("-last_published_at", "path")


def _change(page):
    is_new = page.first_published_at == page.last_published_at
    title = (_("New page: {title}") if is_new else _("Page changed: {title}")).format(title=page.title)
    key = f"page-{page.pk}-{page.live_revision_id or 0}"
    return Change(key, page.last_published_at, title, page.search_description, address(page.url_path))
