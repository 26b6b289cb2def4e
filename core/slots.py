"""The one way up: an upper app shows something on a page of a lower app that does not know it.

A provider is a function `(record, language) -> dict | None` that belongs to a place ("partners.partner_page"). It
states which template shows its answer and how many queries it costs at most; a test adds those up.
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
