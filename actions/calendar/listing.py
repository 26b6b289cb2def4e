"""One reader's view of the calendar: what is overdue, what comes, or what was; narrowed and paged by GET."""

from itertools import groupby
from urllib.parse import urlencode

from django.utils.functional import cached_property

from core.dates import add_months, today
from core.facets import Option
from core.listing import ActiveFilter, Group
from core.paging import KnownCountPaginator, pagination_of
from partners.directory.sets import rows_of

from .choices import FACETS, CalendarForm, organisations_offered, tally
from .index import date_index
from .lines import lines_of

PER_PAGE, MOST_OVERDUE, MONTHS_AHEAD = 40, 8, 12


class CalendarListing:
    """`plan`: only what was promised in it."""

    def __init__(self, data, language, plan=None):
        self.index, self.language, self.plan = date_index(), language, plan
        self.scope = self.index.of("plan", plan.code) if plan else self.index.everything
        self._organisations = organisations_offered(data, self.index, self.scope, language)
        self.form = CalendarForm(data, organisations=self._organisations, language=language)
        self.form.is_valid()
        self.chosen = {name: self.form.cleaned_data[name] for name in FACETS}
        self.is_past = bool(self.form.cleaned_data["past"])
        self.is_overdue = not self.is_past and bool(self.form.cleaned_data["overdue"])

    # What is chosen

    @property
    def carried(self):
        return {"past": "1"} if self.is_past else {"overdue": "1"} if self.is_overdue else {}

    @property
    def here(self):
        return f"?{urlencode(self.carried)}" if self.carried else ""

    @property
    def is_active(self):
        return any(self.chosen.values())

    def url(self, **changes):
        """The address of this calendar with some of its values changed; always from the first page unless told."""
        values = self.chosen | self.carried | changes
        query = urlencode([(name, value) for name, value in values.items() if value], doseq=True)
        return f"?{query}" if query else "?"

    @property
    def query(self):
        """What the address says, for the same calendar in another language."""
        return [(name, value) for name, value in (self.chosen | self.carried).items() if value]

    def _set(self, name, value):
        if name == "organisation":
            return self.index.of_organisations(key for code, _name, key in self._organisations if code == value)
        return self.index.of(name, value)

    def _left(self, *but):
        left = self.scope
        for name, values in self.chosen.items():
            if values and name not in but:
                fitting = 0
                for value in values:
                    fitting |= self._set(name, value)
                left &= fitting
        return left

    def _shown(self):
        """The dates that the list is about, before any choice."""
        if self.is_past:
            return self.index.everything & ~self.index.since(today())
        state = self.index.of("state", "overdue")
        return state if self.is_overdue else state | self.index.of("state", "due")

    @cached_property
    def overdue(self):
        return self._left() & self.index.of("state", "overdue")

    @cached_property
    def coming(self):
        """What falls due in the next twelve months, as bits."""
        until = self.index.since(add_months(today(), MONTHS_AHEAD))
        return self._left() & self.index.of("state", "due") & ~until

    @cached_property
    def later(self):
        until = self.index.since(add_months(today(), MONTHS_AHEAD))
        return self._left() & self.index.of("state", "due") & until

    @property
    def past_count(self):
        return (self._left() & ~self.index.since(today())).bit_count()

    def count(self, dates, kind):
        return (dates & self.index.of("kind", kind)).bit_count()

    # What is offered

    @cached_property
    def groups(self):
        shown = self._shown()
        groups = []
        for name in FACETS:
            field, chosen = self.form.fields[name], self.chosen[name]
            left = self._left(name) & shown
            counts = self._counts(name, left, [value for value, _label in field.choices])
            options = [
                Option(value, str(label), counts[value], value in chosen)
                for value, label in field.choices
                if counts[value] or value in chosen
            ]
            if len(options) > 1 or chosen:
                groups.append(Group(name, field.label, options, bool(chosen)))
        return groups

    def _counts(self, name, left, values):
        if name != "organisation":
            return {value: (left & self.index.of(name, value)).bit_count() for value in values}
        found = tally(self.index, left)
        return {code: found[key] for code, _name, key in self._organisations}

    @property
    def active_filters(self):
        found = []
        for name in FACETS:
            labels = dict(self.form.fields[name].choices)
            for value in self.chosen[name]:
                rest = [other for other in self.chosen[name] if other != value]
                found.append(ActiveFilter(str(labels[value]), self.url(**{name: rest})))
        return found

    # What is shown

    @cached_property
    def page(self):
        if self.is_past:
            places = rows_of(self._left() & ~self.index.since(today()))[::-1]
        elif self.is_overdue:
            places = rows_of(self.overdue)
        else:
            places = rows_of(self.coming | self.later)
        paginator = KnownCountPaginator(places, PER_PAGE, total=len(places))
        return paginator.get_page(self.form.cleaned_data["page"])

    @property
    def pagination(self):
        return pagination_of(self.page, lambda number: self.url(page=number))

    @cached_property
    def _lines(self):
        """(the first that are overdue, where they stand on top of the rest; those of this page)"""
        on_top = rows_of(self.overdue)[-MOST_OVERDUE:] if self._has_top else []
        lines = lines_of(self.index, [*on_top, *self.page.object_list], self.language)
        return lines[: len(on_top)], lines[len(on_top) :]

    @property
    def _has_top(self):
        return not self.is_past and not self.is_overdue and self.page.number == 1

    @property
    def top(self):
        return self._lines[0]

    @cached_property
    def months(self):
        """[(the first day of a month, whether it lies beyond the next twelve months, its lines)]"""
        edge = add_months(today(), MONTHS_AHEAD)
        groups = groupby(self._lines[1], key=lambda line: (line.day.replace(day=1), line.day >= edge))
        return [(month, is_later, list(lines)) for (month, is_later), lines in groups]
