"""The list of pledges: how it is searched, narrowed, counted and sorted."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.models.plans import ActionPlan
from actions.models.pledges import Pledge
from core.facets import Facet, TermFacet
from core.listing import Listing, Sort
from core.models import Goal, Sector, Theme
from core.paging import KnownCountPaginator
from partners.models import Organisation

from .index import wall_index
from .states import State


class WallListing(Listing):
    """One reader's view of the wall: the words are looked up in the database, everything else in the index."""

    @cached_property
    def index(self):
        return wall_index()

    @cached_property
    def _found(self):
        """The pledges that hold the words, as bits."""
        if not self.text:
            return self.index.everything
        return self.index.set_of(self.matching.values_list("pk", flat=True))

    def _left(self, *but):
        """The pledges that fit every choice but those of these facets, as bits."""
        left = self._found
        for facet in self.facets:
            if self.chosen[facet.name] and facet.name not in but:
                of_facet = self.index.sets.get(facet.name, {})
                fitting = 0
                for value in self.chosen[facet.name]:
                    fitting |= of_facet.get(value, 0)
                left &= fitting
        return left

    @cached_property
    def _counted(self):
        counts = {}
        for facet in self.facets:
            others = self._left(facet.name)
            found = {value: (others & of_value).bit_count() for value, of_value in self._sets(facet)}
            counts[facet.name] = {value: number for value, number in found.items() if number}
        return self._left().bit_count(), counts

    def _sets(self, facet):
        return self.index.sets.get(facet.name, {}).items()

    @cached_property
    def places(self):
        """The places in the index of what is filtered, in the order asked for."""
        sort = self.sort.name
        return self.index.places(self._left(), f"{sort}_{self.language}" if sort in LOCALIZED else sort)

    @property
    def keys(self):
        """The primary keys of what is filtered, in the order asked for."""
        return [self.index.keys[place] for place in self.places]

    @cached_property
    def page(self):
        paginator = KnownCountPaginator(self.keys, self.per_page, total=self.total)
        return paginator.get_page(self.chosen["page"])

    @cached_property
    def organisation_count(self):
        return self.index.organisations(self.places)

    def count(self, name, value):
        """How many of what is filtered have that value of a facet."""
        return (self._left() & self.index.sets.get(name, {}).get(value, 0)).bit_count()


LOCALIZED = {"name", "organisation"}
"""The sorts whose order is another one in each language."""


def pledge_listing(data, language):
    return WallListing(
        Pledge.objects.public(),
        data,
        language=language,
        facets=[
            Facet("state", _("State"), "", tuple(State.choices)),
            Facet(
                "deadline",
                _("Deadline"),
                "",
                (
                    ("late", _("Late")),
                    ("year", _("Within a year")),
                    ("later", _("Later")),
                    ("none", _("Without a deadline")),
                ),
            ),
            TermFacet("theme", _("Theme"), "", model=Theme),
            TermFacet("goal", _("Sustainable development goal"), "", model=Goal),
            TermFacet("sector", _("Sector"), "", model=Sector),
            Facet("kind", _("Kind of organisation"), "", tuple(Organisation.Kind.choices)),
            Facet("region", _("Region"), "", tuple(Organisation.Region.choices)),
            TermFacet("plan", _("Action plan that it supports"), "", model=ActionPlan),
        ],
        sorts=[
            Sort("newest", _("Announced most recently"), ()),
            Sort("deadline", _("Nearest deadline"), ()),
            Sort("name", _("Name"), ()),
            Sort("organisation", _("Organisation"), ()),
        ],
    )
