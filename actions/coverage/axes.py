"""What can stand in the rows and in the columns of the matrix."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from actions.models.plans import ActionPlan
from actions.table.parts import PartFacet
from core.languages import localized_name
from core.models import Goal, GuidingPrinciple, Sector, Theme
from core.terms import terms_of
from partners.models import Group, Organisation
from users.models import Government


@dataclass(frozen=True)
class Axis:
    """`facet`: its name in the list of actions and in the tables."""

    name: str
    facet: str
    label: str
    model: type = None


@dataclass(frozen=True)
class Heading:
    """One row or column: its public value, its words, and the rows of the table that it holds, as bits."""

    value: str
    label: str
    members: int


ROWS = [
    Axis("themes", "theme", _("Themes"), Theme),
    Axis("goals", "goal", _("Sustainable development goals"), Goal),
    Axis("principles", "principle", _("UN guiding principles"), GuidingPrinciple),
    Axis("sectors", "sector", _("Sectors"), Sector),
]
PLANS = Axis("plans", "plan", _("Action plans"), ActionPlan)
GOVERNMENTS = Axis("governments", "government", _("Governments"), Government)
ORGANISATIONS = Axis("organisations", "organisation", _("Organisations"), Organisation)
GROUPS = Axis("groups", "group", _("Groups"), Group)
PARTS = Axis("pillars", "part", _("Pillars of the plan"))


def columns_for(plan):
    """The columns that can be chosen, of everything or of one plan."""
    return [GOVERNMENTS, ORGANISATIONS, PARTS] if plan else [PLANS, GOVERNMENTS, ORGANISATIONS, GROUPS]


def headings(axis, table, language, *, within, plan=None):
    """Every row or column of that kind, in the order in which they are shown.

    `within`: the rows of the table that count, as bits. Organisations are those with something to count; they and
    groups come with the largest first. Organisations have their primary key for a value, see `named`.
    """
    if axis is ORGANISATIONS:
        return _organisations(table, within)
    found = [
        Heading(value, label, table.sets.get(axis.facet, {}).get(value, 0) & within)
        for value, label in _labels(axis, language, plan)
    ]
    return sorted(found, key=lambda heading: -heading.members.bit_count()) if axis is GROUPS else found


def named(found, axis, language):
    """These headings with their words and public values: those of organisations are asked of the database."""
    if axis is not ORGANISATIONS:
        return found
    keys = [heading.value for heading in found]
    rows = (
        Organisation.objects.public().filter(pk__in=keys).values_list("pk", "code", localized_name("name", language))
    )
    words = {pk: (code, name or code) for pk, code, name in rows}
    return [Heading(*words[heading.value], heading.members) for heading in found if heading.value in words]


def _labels(axis, language, plan):
    if axis is PARTS:
        start = f"{plan.code}."
        labels = PartFacet(axis.facet, "", "").labels(language)
        own = plan.name_in(language)
        return [(value, label.removeprefix(f"{own}: ")) for value, label in labels.items() if value.startswith(start)]
    return [(term.value, term.label) for term in terms_of(axis.model, language)]


def _organisations(table, within):
    flags = f"{within:0{len(table.keys)}b}"[::-1]
    counted = Counter(maker for place, maker in zip(table.made_at, table.makers, strict=True) if flags[place] == "1")
    return [Heading(key, "", None) for key, _number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
