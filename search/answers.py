"""What a search finds: a page of entries, the best first, and how many there are of each kind and theme."""

from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from django.core.paginator import Page
from django.utils.functional import SimpleLazyObject

from core.paging import KnownCountPaginator
from core.places import address_of

from .analysis import words
from .engines import engine
from .hits import rows_fitting
from .models import Entry
from .questions import MOST_WORDS, Question, question
from .table import places_in, table_in

MOST_RANKED = 1_000
"""Hits that are compared by how often and where the words stand; of more, those with them in the title come first."""
SHORTEST = 2
"""Signs of the beginning of a word for which something is suggested."""
MOST_LOOKED_AT = 50


@dataclass(frozen=True)
class Answer:
    question: Question
    total: int = 0
    counts: dict = field(default_factory=lambda: {"kind": {}, "theme": {}})
    """{"kind" or "theme": {code: how many there would be with it alone}}, only codes that have any."""
    keys: list = field(default_factory=list)
    """The primary keys of the entries of this page."""
    entries: list = field(default_factory=list)
    """Those entries, read when somebody looks at them."""
    page: Page | None = None
    """The same entries, with the numbers of the pages around; None when nothing was asked."""
    unknown: list = field(default_factory=list)
    """When nothing is found: the words that stand nowhere, as they were typed."""


def answer(text, language, *, kinds=(), themes=(), page=1, per_page=20, at=None):
    """What everybody may find in that language at that moment (now), of these kinds and about these themes."""
    asked = question(text, language)
    if not asked:
        return Answer(asked)
    table = table_in(language)
    seen = table.seen(at)
    hits = rows_fitting(table, asked) & seen
    chosen = {"kind": kinds, "theme": themes}
    left = table.narrowed(hits, chosen)
    total = left.bit_count()
    current = KnownCountPaginator(range(total), per_page, total=total).get_page(page)
    numbers = current.object_list
    shown = islice(_in_order(table, left, asked, hits.bit_count()), numbers.start, numbers.stop)
    keys = [table.keys[place] for place in shown]
    current.object_list = SimpleLazyObject(partial(_entries, keys))
    return Answer(
        question=asked,
        total=total,
        counts={facet: _counts(table, hits, chosen, facet) for facet in chosen},
        keys=keys,
        entries=current.object_list,
        page=current,
        unknown=[] if hits else _unknown(table, asked, seen),
    )


def suggestions(text, language, most=8, *, at=None):
    """The entries with words in their titles that begin like those typed; whose title begins so comes first."""
    begun = words(text[:MOST_LOOKED_AT])
    telling = [word for word in dict.fromkeys(begun) if len(word) >= SHORTEST][:MOST_WORDS]
    if not telling:
        return []
    table = table_in(language)
    found = table.rows(engine().starting(telling, language)) & table.seen(at)
    first = found & table.beginning(begun)
    places = chain(places_in(first), places_in(found & ~first))
    return _entries([table.keys[place] for place in islice(places, most)])


def address_of_entry(entry):
    """Where it can be read, from the first slash; empty outside every tree."""
    address = address_of(entry.page.url_path)
    return f"{address}{entry.below}" if address else ""


def _in_order(table, rows, asked, number):
    """Their places, the best first: exactly that title, then by worth, or those with the words in the title.

    `number`: of all hits, for to rank some of them the index looks at all.
    """
    exact = rows & table.titled(words(asked.text))
    others = rows & ~exact
    if number > MOST_RANKED:
        return chain(places_in(exact), _titles_first(table, others, asked))
    places = list(places_in(others))
    if len(places) > 1:
        scores = engine().scores(asked, [table.keys[place] for place in places])
        places.sort(key=lambda place: -scores.get(table.keys[place], 0.0))  # stable: ties in the order of the table
    return chain(places_in(exact), places)


def _titles_first(table, rows, asked):
    """Lazily, for a reader sees one page of thousands."""
    flags, shown = f"{rows:b}"[::-1], set()
    for place in table.in_titles(asked):
        if flags[place : place + 1] == "1":
            shown.add(place)
            yield place
    yield from (place for place in places_in(rows) if place not in shown)


def _counts(table, hits, chosen, facet):
    others = table.narrowed(hits, {name: codes for name, codes in chosen.items() if name != facet})
    found = {code: (others & rows).bit_count() for code, rows in table.sets[facet].items()}
    return {code: number for code, number in found.items() if number}


def _entries(keys):
    found = Entry.objects.select_related("page").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _unknown(table, asked, seen):
    parts = asked.parts()
    found = engine().matching(*parts)
    return [part.text for part, keys in zip(parts, found, strict=True) if not table.rows(keys) & seen]
