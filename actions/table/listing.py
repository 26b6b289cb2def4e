"""The list of all actions, answered from the table in the cache."""

from copy import copy

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actions.models.actions import Action
from actions.models.plans import ActionPlan
from actions.models.statuses import Standing
from core.facets import Facet, TermFacet
from core.languages import localized_name
from core.listing import ActiveFilter, ForgivingCharField, ListingForm, Sort
from core.models import Goal, GuidingPrinciple, Sector, Theme
from partners.models import Group, Organisation
from users.models import Government

from .bit_listing import BitListing
from .parts import PartFacet
from .table import action_table
from .words import found

FACETS = [
    TermFacet("plan", _("Action plan"), "", model=ActionPlan),
    Facet("status", _("Where a commitment stands"), "", tuple(Standing.choices)),
    TermFacet("government", _("Government"), "", model=Government),
    TermFacet("theme", _("Theme"), "", model=Theme),
    TermFacet("goal", _("Sustainable development goal"), "", model=Goal),
    Facet("pillar", _("Pillar of the guiding principles"), "", tuple(GuidingPrinciple.Pillar.choices)),
    TermFacet("group", _("Group"), "", model=Group),
    TermFacet("sector", _("Sector"), "", model=Sector),
    TermFacet("principle", _("UN guiding principle"), "", model=GuidingPrinciple),
    PartFacet("part", _("Pillar of the plan"), ""),
]
QUIET = ("sector", "principle", "part")
"""Facets without a box: other pages lead to one value of them, which can be taken away again."""

SORTS = [Sort("plan", _("Plan and number"), ()), Sort("name", _("Name"), ())]


class ActionListForm(ListingForm):
    """Reads also the organisation that other pages lead to."""

    organisation = ForgivingCharField(required=False)


class ActionListing(BitListing):
    """One reader's view of the actions; only the rows of one page are asked of the database."""

    form_class = ActionListForm
    localized = frozenset({"name"})

    def __init__(self, data, language, per_page=20):
        super().__init__(
            Action.objects.public(), data, language=language, facets=FACETS, sorts=SORTS, per_page=per_page
        )
        for name in QUIET:
            self.chosen[name] = self.chosen[name][:1]
        self.organisation = self._organisation_asked()
        self.chosen["organisation"] = self.chosen["organisation"] if self.organisation else ""

    def _organisation_asked(self):
        """The primary key and the name of the public organisation with the code that was asked for, or None."""
        code = self.chosen["organisation"]
        if not code:
            return None
        name = localized_name("name", self.language)
        return Organisation.objects.public().filter(code=code).values_list("pk", name).first()

    @cached_property
    def index(self):
        return action_table()

    @cached_property
    def _found(self):
        rows = found(self.text) if self.text else self.index.everything
        return rows & self.index.made_by(self.organisation[0]) if self.organisation else rows

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
        """The actions with these keys that everybody may see."""
        there = self.queryset.select_related("plan").in_bulk(list(keys))
        return [there[key] for key in keys if key in there]

    @cached_property
    def groups(self):
        return [group for group in super().groups if group.name not in QUIET]

    @property
    def carried(self):
        """What the form sends along without a box that shows it."""
        quiet = {name: self.chosen[name][0] for name in QUIET if self.chosen[name]}
        return quiet | ({"organisation": self.chosen["organisation"]} if self.organisation else {})

    @property
    def active_filters(self):
        active = super().active_filters
        if self.organisation:
            active.append(ActiveFilter(self.organisation[1] or "", self.url(organisation="")))
        return active
