"""Results of a search as people see them: what is the same for every search is rendered once, and kept."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.html import format_html
from wagtail.models import Page

from core.dates import day_of
from core.kept import kept_many
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
    above: list
    """The titles of the pages below which it stands, the highest first."""
    changed_on: object
    fictional: bool
    is_chosen: bool
    lang: str = ""
    """Filled in when it is in another language than the reader's."""
    is_only_there: bool = False
    """Whether there is no such page in the reader's language."""
    excerpt: str = ""
    """HTML, with the words that were asked for marked."""
    head: str = ""
    about: str = ""
    """The HTML before and behind the excerpt, which is the same whatever was asked."""

    @property
    def html(self):
        """The whole result, put together without a template, which takes longer for twenty of them than a search."""
        lang = format_html(' lang="{}"', self.lang) if self.lang else ""
        text = format_html('<p class="result__text"{}>{}</p>', lang, self.excerpt) if self.excerpt else ""
        return format_html('<article class="result">\n{}{}\n{}</article>', self.head, text, self.about)

    @property
    def notice(self):
        return language_name(self.lang)

    def rendered(self):
        """The same, with its HTML."""
        head, about = (render_to_string(f"search/result_{part}.html", {"result": self}) for part in ("head", "about"))
        return replace(self, head=head, about=about)


def results_of(keys, question, *, chosen=()):
    """The results for the entries with these keys, in their order. `chosen`: those that editors let come first.

    One query, as long as what surrounds the excerpts is kept; what editors chose is looked up besides.
    """
    others, first = [key for key in keys if key not in chosen], [key for key in keys if key in chosen]
    found = kept_many(f"result:{active_language()}", others, _results) | _results(first, is_chosen=True)
    rows = Entry.objects.filter(pk__in=keys).values_list("pk", "summary", "text", named=True) if keys else ()
    texts = {row.pk: row for row in rows}
    there = [key for key in keys if key in found and key in texts]
    return [replace(found[key], excerpt=excerpt_of(texts[key], question)) for key in there]


def results_abroad(entries, question):
    """The results for entries in another language than the reader's; two queries."""
    here = visible(Page.objects).filter(locale__language_code=active_language())
    keys = [entry.page.translation_key for entry in entries]
    known = set(here.filter(translation_key__in=keys).values_list("translation_key", flat=True))
    above = _titles_above(entries)
    results = []
    for entry in entries:
        is_only_there = entry.page.translation_key not in known
        result = _result(entry, above[entry.pk], lang=entry.language, is_only_there=is_only_there)
        results.append(replace(result, excerpt=excerpt_of(entry, question)))
    return results


def keys_of_pages(pages, language):
    """The primary keys of the entries of these pages, in their order; one query, and none for no pages."""
    if not pages:
        return []
    found = Entry.objects.filter(page__in=pages, commitment=None, recommendation=None, language=language)
    by_page = dict(found.values_list("page", "pk"))
    return [by_page[page.pk] for page in pages if page.pk in by_page]


def _results(keys, *, is_chosen=False):
    """{primary key: its result, for any question}"""
    entries = Entry.objects.select_related("page").filter(pk__in=keys) if keys else []
    above = _titles_above(entries)
    return {entry.pk: _result(entry, above[entry.pk], is_chosen=is_chosen) for entry in entries}


def _result(entry, above, *, is_chosen=False, **abroad):
    return Result(
        kind=entry.get_kind_display(),
        title=entry.title,
        url=address_of_entry(entry),
        above=above,
        changed_on=None if entry.kind in UNDATED else day_of(entry.changed_at),
        fictional=entry.fictional,
        is_chosen=is_chosen,
        **abroad,
    ).rendered()


def _titles_above(entries):
    """{primary key: titles} of the live pages between the home page and each entry; one query."""
    paths = {path for entry in entries for path in _paths_above(entry.page)}
    titles = dict(Page.objects.live().filter(path__in=paths).values_list("path", "title")) if paths else {}
    found = {entry.pk: [titles[path] for path in _paths_above(entry.page) if path in titles] for entry in entries}
    for entry in entries:
        if entry.commitment_id:
            found[entry.pk].append(entry.page.title)
    return found


def _paths_above(page):
    first = page.steplen * (HOME_DEPTH + 1)
    return [page.path[:length] for length in range(first, len(page.path), page.steplen)]
