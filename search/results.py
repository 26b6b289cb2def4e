"""Results of a search as people see them."""

from dataclasses import dataclass

from wagtail.models import Page

from core.dates import day_of
from core.languages import active_language, language_name
from core.visible import visible

from .answers import address_of_entry
from .excerpts import excerpt_of
from .models import Entry

HOME_DEPTH = 2
UNDATED = {Entry.Kind.ORGANISATION, Entry.Kind.GROUP}
"""Of these the day on which their words changed tells nobody anything."""


@dataclass(frozen=True)
class Result:
    kind: str
    title: str
    url: str
    excerpt: str
    """HTML, with the words that were asked for marked."""
    above: list
    """The titles of the pages below which it stands, the highest first."""
    changed_on: object
    fictional: bool
    is_chosen: bool
    lang: str = ""
    """Filled in when it is in another language than the reader's."""
    is_only_there: bool = False
    """Whether there is no such page in the reader's language."""

    @property
    def notice(self):
        return language_name(self.lang)


def results_of(entries, question, *, chosen=()):
    """The results for these entries, in their order; one query. `chosen`: those that editors let come first."""
    above = _titles_above(entries)
    return [_result(entry, question, above, is_chosen=entry in chosen) for entry in entries]


def results_abroad(entries, question):
    """The results for entries in another language than the reader's; two queries."""
    here = visible(Page.objects).filter(locale__language_code=active_language())
    keys = [entry.page.translation_key for entry in entries]
    known = set(here.filter(translation_key__in=keys).values_list("translation_key", flat=True))
    above = _titles_above(entries)
    return [
        _result(entry, question, above, lang=entry.language, is_only_there=entry.page.translation_key not in known)
        for entry in entries
    ]


def entries_of_pages(pages, language):
    """The entries of these pages, in their order; one query, and none for no pages."""
    if not pages:
        return []
    found = Entry.objects.filter(
        page__in=pages, commitment=None, recommendation=None, language=language
    ).select_related("page")
    by_page = {entry.page_id: entry for entry in found}
    return [by_page[page.pk] for page in pages if page.pk in by_page]


def _result(entry, question, above, *, is_chosen=False, **abroad):
    titles = [above[path] for path in _paths_above(entry.page) if path in above]
    if entry.commitment_id:
        titles.append(entry.page.title)
    return Result(
        kind=entry.get_kind_display(),
        title=entry.title,
        url=address_of_entry(entry),
        excerpt=excerpt_of(entry, question),
        above=titles,
        changed_on=None if entry.kind in UNDATED else day_of(entry.changed_at),
        fictional=entry.fictional,
        is_chosen=is_chosen,
        **abroad,
    )


def _titles_above(entries):
    """{path: title} of the live pages between the home page and the pages of these entries."""
    paths = {path for entry in entries for path in _paths_above(entry.page)}
    return dict(Page.objects.live().filter(path__in=paths).values_list("path", "title")) if paths else {}


def _paths_above(page):
    first = page.steplen * (HOME_DEPTH + 1)
    return [page.path[:length] for length in range(first, len(page.path), page.steplen)]
