"""Pages that hold the words of a search, as they are published."""

from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Page

from core.changes import Change, Subject, in_time, kind, source
from core.page_paths import address
from core.querysets import words_of

from .hits import rows_fitting
from .models import Entry
from .questions import question
from .table import places_in, table_in


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
    asked = question(subject.code, language) if subject.kind == "search" else None
    if not asked:
        return []
    keys = list(islice(_published(asked, since, until), most))
    found = Page.objects.in_bulk(keys)
    with override(language):
        return [_change(found[key]) for key in keys if key in found]


def _published(asked, since, until):
    """The primary keys of the pages that everybody finds with it, the last published first."""
    table = table_in(asked.language)
    hits = {table.keys[place] for place in places_in(rows_fitting(table, asked) & table.seen(until))}
    pages = Entry.objects.filter(language=asked.language, commitment=None, recommendation=None)
    published = in_time(pages.filter(page__last_published_at__isnull=False), "page__last_published_at", since, until)
    for key, page in published.order_by("-page__last_published_at", "page__path").values_list("pk", "page"):
        if key in hits:
            yield page


def _change(page):
    is_new = page.first_published_at == page.last_published_at
    title = (_("New page: {title}") if is_new else _("Page changed: {title}")).format(title=page.title)
    key = f"page-{page.pk}-{page.live_revision_id or 0}"
    return Change(key, page.last_published_at, title, page.search_description, address(page.url_path))
