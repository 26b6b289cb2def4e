"""The facts of plans and actions as readers see them: label and value, or links."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.cards import cards_for
from core.languages import localized_value
from core.places import Link

from .governments.addresses import address_of_government


def plan_facts(plan, commitments, language):
    """Rows for the facts component; the plans before and after it come with their pages, in two queries."""
    governments = {row.organisation.government for row in commitments} - {None}
    ordered = sorted(governments, key=lambda government: (government.order, government.code))
    earlier = [plan.predecessor] if plan.predecessor_id and plan.predecessor.is_public else []
    later = list(plan.successors.public().order_by("starts_on", "code"))
    cards = cards_for([*earlier, *later], language)
    rows = [
        (_("Period"), plan.period),
        (_("Adopted on"), plan.adopted_on and date_format(plan.adopted_on, "DATE_FORMAT")),
    ]
    facts = [{"label": label, "value": value} for label, value in rows if value]
    links = [
        (_("Governments"), [_link(government, language) for government in ordered]),
        (_("Follows"), cards[: len(earlier)]),
        (_("Followed by"), cards[len(earlier) :]),
    ]
    return facts + [{"label": label, "links": cards} for label, cards in links if cards]


def _link(government, language):
    return Link(localized_value(government, "name", language), address_of_government(government.code, language))


def action_facts(action, language):
    """Rows for the facts component: the plan it belongs to, and where an action of an inventory was found."""
    rows = [
        (_("Plan"), action.plan.name_in(language)),
        (_("Period"), action.plan.period),
        (_("Stands in"), localized_value(action, "found_in", language)),
        (_("Identifier"), action.code),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
