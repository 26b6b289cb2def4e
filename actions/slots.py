"""What the action plans show on pages of apps below them."""

from itertools import groupby
from operator import itemgetter

from core import slots
from core.cards import card_of, pages_for
from core.kept import kept
from core.lists import address_of_list
from partners.lineage.kin import shown_lineage_ids

from .models.plans import ActionPlan
from .pledges import pledges_of
from .promises.addresses import address_of_promises
from .promises.answered import answered_by
from .promises.measured import measured_by
from .promises.organisation import promises_of, rows_for, sentence_about

PLACE = "partners.partner_page"
MOST = 20
"""So many commitments on the page of an organisation; the others are on a list of their own."""


@slots.provide(PLACE, name="commitments", template="actions/slots/commitments.html", queries=1)
def commitments_of_an_organisation(organisation, language):
    """What this organisation promised, and how it keeps it; kept until something public changes."""
    return kept(f"slot:promises:{organisation.pk}:{language}", lambda: _commitments(organisation, language))


@slots.provide(PLACE, name="indicators", template="actions/slots/indicators.html", queries=1)
def indicators_of_an_organisation(organisation, language):
    """What this organisation measures; kept until something public changes."""
    theirs = shown_lineage_ids(organisation.pk)
    return kept(f"slot:measures:{organisation.pk}:{language}", lambda: measured_by(theirs, language))


@slots.provide(PLACE, name="pledges", template="actions/slots/pledges.html", queries=0)
def pledges_of_an_organisation(organisation, language):
    """What this organisation promised of its own accord, alone or with others; kept until something public changes."""
    items = kept(f"pledges-of:{organisation.pk}:{language}", lambda: pledges_of(organisation, language))
    return {"items": items, "list_url": _wall(language)} if items else None


@slots.provide(PLACE, name="recommendations", template="actions/slots/recommendations.html", queries=1)
def recommendations_of_an_organisation(organisation, language):
    """To which recommendations this organisation answered; kept until something public changes."""
    theirs = shown_lineage_ids(organisation.pk)
    return kept(f"slot:answers:{organisation.pk}:{language}", lambda: answered_by(language, on_behalf_of__in=theirs))


def _commitments(organisation, language):
    index = promises_of(organisation, language)
    if not index.keys:
        return None
    here = address_of_promises(organisation.code, language)
    rows = rows_for(index.keys[:MOST], organisation, language)
    plans = {plan.code: plan for plan in ActionPlan.objects.filter(code__in={row["plan_code"] for row in rows})}
    pages = pages_for(plans.values(), language)
    return {
        "sentence": sentence_about(index, here),
        "plans": [
            {"card": card_of(plans[code], pages.get(plans[code].pk), language), "rows": list(found)}
            for code, found in groupby(rows, itemgetter("plan_code"))
        ],
        "total": len(index.keys),
        "more": len(index.keys) - len(rows),
        "list_url": here,
        "language": language,
    }


def _wall(language):
    from .models.pledge_pages import PledgeIndexPage

    return address_of_list(PledgeIndexPage, language)
