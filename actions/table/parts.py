"""The pillars of plans as a facet of actions."""

from actions.models.plans import Pillar
from core.facets import Facet
from core.kept import kept
from core.languages import localized_name

from .table import value_of_part


class PartFacet(Facet):
    """A pillar of a plan, known by the code of the plan and its number in it."""

    def labels(self, language):
        return kept(f"parts:{language}", lambda: _labels(language))


def _labels(language):
    name = localized_name("name", language)
    shown = Pillar.objects.filter(plan__is_public=True, plan__archived_at__isnull=True)
    rows = shown.order_by("plan__code", "number").values_list("plan__code", "number", name, f"plan__{name}")
    return {value_of_part(code, number): f"{plan}: {number}. {words or ''}" for code, number, words, plan in rows}
