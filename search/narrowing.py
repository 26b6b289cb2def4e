"""How the results of a search can be narrowed: kinds and themes with their numbers, each choice an address."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.html import format_html

from actions.sentences import enumeration
from core.facets import Option
from core.listing import ActiveFilter, Group
from core.paging import pagination_of

from .kinds import in_numbers

FACETS = ("kind", "theme")


class Narrowing:
    """What components/facets.html shows beside the results; `chosen` is what a SearchForm read."""

    def __init__(self, form, answer):
        self.labels, self.chosen, self.answer = form.labels, form.cleaned_data, answer
        self.names = {facet: form.fields[facet].label for facet in FACETS}
        self.text = self.chosen["q"]

    @property
    def is_narrowed(self):
        return any(self.chosen[facet] for facet in FACETS)

    @property
    def carried(self):
        """What the form of the facets sends along."""
        return {name: self.chosen[name] for name in ("q", "other") if self.chosen[name]}

    @property
    def here(self):
        """The address of this search without any facet."""
        return self.url(**dict.fromkeys(FACETS))

    @property
    def also_abroad(self):
        return self.url(other="1")

    @cached_property
    def groups(self):
        """The facets with the values that have results, or are chosen."""
        groups = []
        for facet in FACETS:
            counts, chosen = self.answer.counts[facet], self.chosen[facet]
            options = [
                Option(value, label, counts.get(value, 0), value in chosen)
                for value, label in self.labels[facet].items()
                if counts.get(value) or value in chosen
            ]
            if options:
                groups.append(Group(facet, self.names[facet], options, bool(chosen) or facet == "kind"))
        return groups

    @cached_property
    def active_filters(self):
        return [
            ActiveFilter(self.labels[facet][value], self.url(**{facet: [one for one in chosen if one != value]}))
            for facet in FACETS
            for chosen in [self.chosen[facet]]
            for value in chosen
        ]

    @cached_property
    def parts(self):
        """ "12 commitments, 9 actions and 5 partners", each a link; empty where there is one kind only."""
        counts = self.answer.counts["kind"]
        if self.chosen["kind"] or self.chosen["theme"] or len(counts) < 2:
            return ""
        return enumeration(
            [
                format_html('<a href="{}">{}</a>', self.url(kind=[kind]), in_numbers(kind, counts[kind]))
                for kind in self.labels["kind"]
                if counts.get(kind)
            ]
        )

    def url(self, **changes):
        """The address of this search with some of its values changed; always from the first page unless told."""
        values = {name: value for name, value in self.chosen.items() if name != "page"} | changes
        return "?" + urlencode([(name, value) for name, value in values.items() if value], doseq=True)

    @property
    def pagination(self):
        page = self.answer.page
        return pagination_of(page, lambda number: self.url(page=number)) if page is not None else None
