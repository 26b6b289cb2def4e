"""The list of what somebody promised, narrowed and paged by its address: `?status=late&page=2`."""

from collections import Counter
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actions.models.statuses import Standing
from core.facets import Option
from core.listing import ActiveFilter, ForgivingCharField, ForgivingMultipleChoiceField, Group
from core.paging import pagination_of

PER_PAGE = 25
ANCHOR = "#commitments"


class PromiseForm(forms.Form):
    """Reads the address of the list; nothing in it is an error."""

    status = ForgivingMultipleChoiceField(label=_("Where it stands"), required=False, choices=Standing.choices)
    plan = ForgivingMultipleChoiceField(label=_("Action plan"), required=False)
    page = ForgivingCharField(required=False)

    def __init__(self, data, *, plans):
        super().__init__(data)
        self.fields["plan"].choices = plans.items()


class PromiseList:
    """One reader's view of an `Index`; `data` is the query string."""

    def __init__(self, index, data):
        self.index = index
        self.form = PromiseForm(data, plans=index.plans)
        self.form.is_valid()
        self.asked = self.form.cleaned_data.pop("page")
        self.chosen = self.form.cleaned_data

    @property
    def is_active(self):
        return any(self.chosen.values())

    @property
    def is_list(self):
        """Whether the reader asked for the list itself, or for a later page of it."""
        return self.is_active or bool(self.asked)

    @cached_property
    def page(self):
        """The keys asked for: the first page for nonsense, the last one beyond the end."""
        return Paginator(self.index.matching(self.chosen["status"], self.chosen["plan"]), PER_PAGE).get_page(
            self.asked
        )

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def pagination(self):
        return pagination_of(self.page, lambda number: self._url(self.chosen | {"page": number}))

    @cached_property
    def groups(self):
        """The choices with the number of commitments behind each, given the other choice."""
        found = []
        for place, name in enumerate(("status", "plan")):
            other, chosen = ("plan", "status")[place], self.chosen[name]
            counts = Counter()
            for kind, number in self.index.counts().items():
                if not self.chosen[other] or kind[1 - place] in self.chosen[other]:
                    counts[kind[place]] += number
            options = [
                Option(value, str(label), counts[value], value in chosen)
                for value, label in self.form.fields[name].choices
                if counts[value] or value in chosen
            ]
            if len(options) > 1 or chosen:
                found.append(Group(name, self.form.fields[name].label, options, True))
        return found

    @property
    def active_filters(self):
        return [
            ActiveFilter(str(dict(self.form.fields[name].choices)[value]), self._without(name, value))
            for name, values in self.chosen.items()
            for value in values
        ]

    def _without(self, name, value):
        return self._url(self.chosen | {name: [other for other in self.chosen[name] if other != value]})

    def _url(self, values):
        pairs = [(name, value) for name, value in values.items() if value]
        return f"?{urlencode(pairs, doseq=True)}{ANCHOR}"
