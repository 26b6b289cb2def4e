"""Facets: the ways in which a list can be narrowed, each value with the number of rows behind it."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from .terms import terms_of

TOTAL = "total"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int = 0
    is_selected: bool = False


@dataclass(frozen=True)
class Facet:
    """A field with a closed list of values; `lookup` is its path from the record."""

    name: str
    label: str
    lookup: str
    choices: tuple = ()
    _labels: dict = field(default_factory=dict, init=False, repr=False, compare=False)
    """By language, for translating dozens of them costs more than all else of a list."""

    def labels(self, language):
        """The public values with their labels in the active language: {value: label}."""
        active = get_language()
        if active not in self._labels:
            self._labels[active] = {str(value): str(label) for value, label in self.choices}
        return self._labels[active]

    def stored(self, values, language):
        """What the database holds for these public values."""
        return list(values)

    def public(self, stored, language):
        return str(stored)

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        chosen = queryset.model.objects.filter(**{f"{self.lookup}__in": self.stored(values, language)})
        return queryset.filter(pk__in=chosen.order_by().values("pk"))

    def branch(self, queryset):
        """How many of these rows each stored value has: (facet name, stored value, number), to be put in a union."""
        return _branch(queryset.exclude(**{f"{self.lookup}__isnull": True}), self.name, Cast(self.lookup, CharField()))


@dataclass(frozen=True)
class TermFacet(Facet):
    """A relation to a vocabulary; its public values are codes or numbers, never primary keys."""

    model: type = None

    def labels(self, language):
        return {term.value: term.label for term in terms_of(self.model, language)}

    def stored(self, values, language):
        return [term.pk for term in terms_of(self.model, language) if term.value in values]

    def public(self, stored, language):
        return next((term.value for term in terms_of(self.model, language) if str(term.pk) == stored), "")


def count(queryset, facets, chosen, language):
    """Total and counts per value, in one query: (total, {facet name: {value: count}}).

    The counts of a facet ignore its own choice, so that a second value can be added to it.
    """
    branches = [_branch(narrow(queryset, facets, chosen, language), TOTAL, Value("", output_field=CharField()))]
    for facet in facets:
        others = [other for other in facets if other is not facet]
        branches.append(facet.branch(narrow(queryset, others, chosen, language)))
    rows = branches[0].union(*branches[1:], all=True) if facets else branches[0]
    counts = {facet.name: {} for facet in facets}
    total = 0
    by_name = {facet.name: facet for facet in facets}
    for name, stored, number in rows:
        if name == TOTAL:
            total = number
        else:
            counts[name][by_name[name].public(stored, language)] = number
    return total, counts


def narrow(queryset, facets, chosen, language):
    """The rows that fit every facet's choice."""
    for facet in facets:
        queryset = facet.narrow(queryset, chosen.get(facet.name), language)
    return queryset


def _branch(queryset, name, value):
    # A subquery, because the joins of the filters must not multiply the rows that are counted.
    rows = queryset.model.objects.filter(pk__in=queryset.order_by().values("pk")).order_by()
    return (
        rows.annotate(facet=Value(name, output_field=CharField()), value=value)
        .values("facet", "value")
        .annotate(number=Count("pk", distinct=True))
        .values_list("facet", "value", "number")
    )
