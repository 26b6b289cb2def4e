"""The list of partners, answered from the table in the cache: see .table."""

from copy import copy

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.facets import Facet, TermFacet
from core.listing import ActiveFilter, ForgivingCharField, Listing, ListingForm, Sort
from core.models import Goal, Sector, Theme
from core.paging import KnownCountPaginator, pagination_of
from partners.models.organisations import Organisation

from .letters import LETTERS
from .places import UNKNOWN
from .sets import bits_of, every, rows_of
from .table import CURRENT, LEFT, place_in, table_in
from .words import found

NAME, NEWEST = "name", "newest"

FACETS = [
    Facet("kind", gettext_lazy("Kind"), "kind", tuple(Organisation.Kind.choices)),
    TermFacet("sector", gettext_lazy("Sector"), "sector", model=Sector),
    TermFacet("theme", gettext_lazy("Theme"), "themes", model=Theme),
    TermFacet("goal", gettext_lazy("Sustainable development goal"), "goals", model=Goal),
    Facet("region", gettext_lazy("Region"), "region", tuple(Organisation.Region.choices)),
    Facet("size", gettext_lazy("Size"), "size", tuple(Organisation.Size.choices)),
    Facet(
        "status",
        gettext_lazy("Partner now or before"),
        "left_on",
        ((CURRENT, gettext_lazy("Partner now")), (LEFT, gettext_lazy("Left"))),
    ),
]
SORTS = [Sort(NAME, gettext_lazy("Name"), ()), Sort(NEWEST, gettext_lazy("Joined most recently"), ())]


class DirectoryForm(ListingForm):
    """Reads also what the lists by place and by letter lead to."""

    place = ForgivingCharField(required=False)
    letter = ForgivingCharField(required=False)


class DirectoryListing(Listing):
    """One reader's view of the directory; only the rows of one page are asked of the database."""

    form_class = DirectoryForm
    formats = ("csv", "xlsx", "json")
    """The files in which it can be downloaded."""

    def __init__(self, data, language, per_page=20):
        super().__init__(
            Organisation.objects.public(), data, language=language, facets=FACETS, sorts=SORTS, per_page=per_page
        )
        self.table = table_in(language)
        place, letter = self.chosen["place"], self.chosen["letter"]
        self.place = place_in(language, place) if place else None
        self.chosen["place"] = place if self.place or place == UNKNOWN else ""
        self.chosen["letter"] = letter if letter in LETTERS else ""

    @cached_property
    def _asked(self):
        """The rows that fit what was asked besides the facets."""
        rows = found(self.text, self.language) if self.text else every(self.table.size)
        if self.chosen["letter"]:
            rows &= self.table.letters.get(self.chosen["letter"], 0)
        if self.place:
            rows &= bits_of(self.place.rows, self.table.size)
        elif self.chosen["place"]:
            rows &= self._without_region
        return rows

    @property
    def _without_region(self):
        rows = every(self.table.size)
        for known in self.table.sets["region"].values():
            rows &= ~known
        return rows

    def _fitting(self, ignored=None):
        """The rows that fit every choice, but that of one facet."""
        rows = self._asked
        for facet in self.facets:
            if self.chosen[facet.name] and facet.name != ignored:
                rows &= self._with_any(facet.name, self.chosen[facet.name])
        return rows

    def _with_any(self, facet, values):
        rows = 0
        for value in values:
            rows |= self.table.sets[facet].get(value, 0)
        return rows

    @cached_property
    def total(self):
        return self._fitting().bit_count()

    @cached_property
    def _counted(self):
        counts = {}
        for facet in self.facets:
            rows = self._fitting(facet.name)
            sets = self.table.sets[facet.name].items()
            counts[facet.name] = {value: (rows & members).bit_count() for value, members in sets}
        return self.total, counts

    @property
    def pagination(self):
        return pagination_of(self.page_of_keys, lambda number: self.url(page=number))

    @cached_property
    def keys(self):
        """The primary keys of every organisation that fits, in the order asked for."""
        fitting, keys = self._fitting(), self.table.keys
        if self.sort.name == NEWEST:
            flags = f"{fitting:0{self.table.size}b}"[::-1]
            return [keys[row] for row in self.table.newest if flags[row] == "1"]
        return keys if fitting == every(self.table.size) else [keys[row] for row in rows_of(fitting)]

    @cached_property
    def page_of_keys(self):
        paginator = KnownCountPaginator(self.keys, self.per_page, total=self.total)
        return paginator.get_page(self.chosen["page"])

    @cached_property
    def page(self):
        page = copy(self.page_of_keys)
        page.object_list = self.records(page.object_list)
        return page

    @cached_property
    def shown_keys(self):
        """The primary keys of the rows of this page."""
        return self.queryset.shown_of(self.page_of_keys.object_list)

    def records(self, keys):
        """The organisations with these keys that everybody may see."""
        there = self.queryset.select_related("sector").in_bulk(list(keys))
        return [there[key] for key in keys if key in there]

    @property
    def carried(self):
        """What the form sends along without a field that shows it."""
        return {name: self.chosen[name] for name in ("place", "letter") if self.chosen[name]}

    @cached_property
    def active_filters(self):
        active = list(super().active_filters)
        if self.chosen["place"]:
            active.append(ActiveFilter(self.place_label, self.url(place="")))
        if self.chosen["letter"]:
            label = _("Begins with {letter}").format(letter=LETTERS[self.chosen["letter"]])
            active.append(ActiveFilter(label, self.url(letter="")))
        return active

    @property
    def place_label(self):
        if self.place is None:
            return _("Region not known")
        if self.place.label:
            return self.place.label
        region = dict(Organisation.Region.choices).get(self.place.region)
        return _("{region}, town not known").format(region=region or _("Region not known"))
