"""A list of records: searched, narrowed by facets, sorted and paged, by GET and without script."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from . import facets as facet_counts
from .paging import KnownCountPaginator, pagination_of
from .querysets import LONGEST_QUERY

MOST_VALUES = 30


class ForgivingMultipleChoiceField(forms.MultipleChoiceField):
    """Keeps the values it knows and forgets the others: an old or broken address still shows a useful page."""

    def clean(self, value):
        known = {key for key, _label in self.choices}
        return [item for item in dict.fromkeys((value or [])[:MOST_VALUES]) if item in known]


class ForgivingChoiceField(forms.ChoiceField):
    def clean(self, value):
        return value if self.valid_value(value) else ""


class ForgivingCharField(forms.CharField):
    def clean(self, value):
        return " ".join((value or "").replace("\x00", " ")[:LONGEST_QUERY].split())


class ListingForm(forms.Form):
    """Reads the address of a list; nothing in it is an error."""

    q = ForgivingCharField(label=_("Search in this list"), required=False)
    sort = ForgivingChoiceField(label=_("Sort by"), required=False)
    page = ForgivingCharField(required=False)

    def __init__(self, data, *, facets, sorts, language):
        super().__init__(data)
        self.fields["sort"].choices = [(sort.name, sort.label) for sort in sorts]
        for facet in facets:
            # The values are only looked up where some were sent: most readers ask for the whole list.
            choices = facet.labels(language).items() if facet.name in data else ()
            self.fields[facet.name] = ForgivingMultipleChoiceField(label=facet.label, required=False, choices=choices)


@dataclass(frozen=True)
class Sort:
    name: str
    label: str
    order_by: tuple


@dataclass(frozen=True)
class Group:
    """One facet as the reader sees it."""

    name: str
    label: str
    options: list
    is_open: bool


@dataclass(frozen=True)
class ActiveFilter:
    label: str
    remove_url: str


class Listing:
    """One reader's view of a list.

    `queryset` has a `matching(text)`; `data` is the query string as a QueryDict; texts come in `language`.
    """

    form_class = ListingForm

    def __init__(self, queryset, data, *, language, facets=(), sorts=(), per_page=20):
        self.queryset, self.language, self.per_page = queryset, language, per_page
        self.facets, self.sorts = facets, sorts
        self.form = self.form_class(data, facets=facets, sorts=sorts, language=language)
        self.form.is_valid()
        self.chosen = self.form.cleaned_data
        self.text = self.chosen["q"]
        self.matching = queryset.matching(self.text) if self.text else queryset

    @property
    def is_whole(self):
        """Whether nothing is asked of the list but one of its pages."""
        return not any(value for name, value in self.chosen.items() if name != "page")

    @cached_property
    def _counted(self):
        return facet_counts.count(self.matching, self.facets, self.chosen, self.language)

    @property
    def total(self):
        return self._counted[0]

    @cached_property
    def page(self):
        """The rows asked for: the first page for nonsense, the last one beyond the end."""
        rows = facet_counts.narrow(self.matching, self.facets, self.chosen, self.language)
        paginator = KnownCountPaginator(rows.order_by(*self.sort.order_by), self.per_page, total=self.total)
        return paginator.get_page(self.chosen["page"])

    @cached_property
    def sort(self):
        return next((sort for sort in self.sorts if sort.name == self.chosen["sort"]), self.sorts[0])

    @cached_property
    def sort_options(self):
        return [{"value": sort.name, "label": sort.label, "is_selected": sort is self.sort} for sort in self.sorts]

    @cached_property
    def groups(self):
        """The facets with the values that have rows, or are chosen."""
        groups = []
        for facet in self.facets:
            counts, chosen = self._counted[1][facet.name], self.chosen[facet.name]
            options = [
                facet_counts.Option(value, label, counts.get(value, 0), value in chosen)
                for value, label in facet.labels(self.language).items()
                if counts.get(value) or value in chosen
            ]
            if options:
                groups.append(Group(facet.name, facet.label, options, bool(chosen)))
        return groups

    @cached_property
    def active_filters(self):
        active = []
        if self.text:
            active.append(ActiveFilter(f"“{self.text}”", self.url(q="")))
        for facet in self.facets:
            if not self.chosen[facet.name]:
                continue
            labels = facet.labels(self.language)
            for value in self.chosen[facet.name]:
                rest = [other for other in self.chosen[facet.name] if other != value]
                active.append(ActiveFilter(labels[value], self.url(**{facet.name: rest})))
        return active

    def url(self, **changes):
        """The address of this list with some of its values changed; always from the first page unless told."""
        values = {name: value for name, value in self.chosen.items() if name != "page"} | changes
        return "?" + urlencode([(name, value) for name, value in values.items() if value], doseq=True)

    @property
    def pagination(self):
        return pagination_of(self.page, lambda number: self.url(page=number))
