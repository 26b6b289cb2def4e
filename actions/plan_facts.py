"""The facts of plans and actions as readers see them: label and value, or links."""

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.cards import cards_for
from core.languages import localized_value


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
        (_("Governments"), ", ".join(localized_value(government, "name", language) for government in ordered)),
    ]
    facts = [{"label": label, "value": value} for label, value in rows if value]
    links = [(_("Follows"), cards[: len(earlier)]), (_("Followed by"), cards[len(earlier) :])]
    return facts + [{"label": label, "links": cards} for label, cards in links if cards]


def action_facts(action, lineage, language):
    """Rows for the facts component: the plan it belongs to and the earlier actions it took over, by way of it."""
    facts = [{"label": _("Plan"), "value": action.plan.name_in(language)}]
    for row in lineage:
        link = replace(row["card"], title=f"{row['number']}. {row['card'].title}")
        facts.append({"label": f"{row['kind']} ({row['plan']})", "links": [link]})
    return facts
