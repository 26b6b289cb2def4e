"""The one way up: an upper app shows something on a page of a lower app that does not know it.

A provider is a function `(record, language) -> dict | None` that belongs to a place ("partners.partner_page"). It
states which template shows its answer and how many queries it costs at most; a test adds those up.

A list asks for all of its records at once: a place for lists ("partners.cards") has providers
`(records, language) -> {primary key: words}`, and a record that is not among the answers has nothing said of it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe


@dataclass(frozen=True)
class Provider:
    name: str
    template: str
    queries: int
    context: Callable


_places: dict[str, dict[str, Provider]] = defaultdict(dict)


@dataclass(frozen=True)
class ListProvider:
    name: str
    queries: int
    words: Callable


_lists: dict[str, dict[str, ListProvider]] = defaultdict(dict)


def provide(place, *, name, template, queries):
    """Register the decorated function as a provider of a place; a second one of that name is an error."""

    def register(function):
        if name in _places[place]:
            raise ValueError(f"{place} already has a provider named {name}.")
        _places[place][name] = Provider(name, template, queries, function)
        return function

    return register


def providers(place):
    """The providers of a place, in the order of their names."""
    return [provider for _name, provider in sorted(_places[place].items())]


def query_cost(place):
    """How many queries the providers of a place may make together."""
    return sum(provider.queries for provider in providers(place))


def render(place, *, record, language, request=None):
    """The HTML of all providers of a place; a provider that answers None shows nothing."""
    parts = []
    for provider in providers(place):
        context = provider.context(record, language)
        if context is not None:
            parts.append(render_to_string(provider.template, context, request=request))
    return mark_safe("".join(parts))  # noqa: S308 - each part comes escaped from its own template


def provide_for_list(place, *, name, queries):
    """Register the decorated function as a provider of a place for lists; a second one of that name is an error."""

    def register(function):
        if name in _lists[place]:
            raise ValueError(f"{place} already has a provider named {name}.")
        _lists[place][name] = ListProvider(name, queries, function)
        return function

    return register


def query_cost_of_list(place):
    """How many queries the providers of a place for lists may make together, however many records there are."""
    return sum(provider.queries for provider in _lists[place].values())


def words_for(place, *, records, language):
    """What the providers of a place for lists say, in the order of their names: {primary key: [words]}."""
    found = defaultdict(list)
    for _name, provider in sorted(_lists[place].items()) if records else ():
        for key, words in provider.words(records, language).items():
            found[key].append(words)
    return found
