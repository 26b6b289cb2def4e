"""What the gallery shows: a component with arguments from the database. Every app gives samples of what it knows."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .components import components


@dataclass(frozen=True)
class Sample:
    """One component in one state; `arguments` are what its first line asks for."""

    component: str
    arguments: dict = field(default_factory=dict)
    state: str = ""

    def render(self):
        html = render_to_string(components()[self.component].template, self.arguments)
        # In a form the summary takes the focus; here it would pull the reader down the page.
        return mark_safe(html.replace(" autofocus", ""))  # noqa: S308 - from our own template, which escapes


_givers = []


def gives_samples(function):
    """Register a function `(language) -> iterable of Sample`; for the `AppConfig.ready()` of any app."""
    _givers.append(function)
    return function


def samples_in(language):
    """The samples of every app in that language, which has to be the active one: {name of the component: [Sample]}."""
    found = defaultdict(list)
    for giver in _givers:
        for sample in giver(language):
            found[sample.component].append(sample)
    return found
