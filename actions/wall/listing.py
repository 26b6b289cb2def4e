"""The list of pledges: how it is searched, narrowed, counted and sorted."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.models.plans import ActionPlan
from actions.models.pledges import Pledge
from actions.table.bit_listing import BitListing
from core.facets import Facet, TermFacet
from core.listing import Sort
from core.models import Goal, Sector, Theme
from partners.models import Organisation

from .index import wall_index
from .states import State


class WallListing(BitListing):
    """One reader's view of the wall: the words are looked up in the database, everything else in the index."""

    localized = frozenset({"name", "organisation"})

    @cached_property
    def index(self):
        return wall_index()

    @cached_property
    def _found(self):
        """The pledges that hold the words, as bits."""
        if not self.text:
            return self.index.everything
        return self.index.set_of(self.matching.values_list("pk", flat=True))

    @cached_property
    def organisation_count(self):
        return self.index.organisations(self.places)


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
