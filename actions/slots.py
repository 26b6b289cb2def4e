"""What the action plans show on pages of apps below them."""

from django.db.models import F
from django.utils.translation import gettext as _

from core import slots
from core.cards import card_of, pages_for
from core.kept import kept
from core.lists import address_of_list
from partners.lineage.history import fate_of
from partners.lineage.kin import shown_lineage_ids

from .deadlines import when
from .ledger import public_commitments
from .pledges import pledges_of
from .progress import progress_of
from .sentences import sentence_of


@slots.provide("partners.partner_page", name="commitments", template="actions/slots/commitments.html", queries=2)
def commitments_of_an_organisation(organisation, language):
    """What this organisation promised, and how it keeps it."""
    commitments = list(
        public_commitments()
        .for_organisation(organisation, shown_lineage_ids(organisation.pk))
        .select_related("action__plan", "organisation")
        .order_by(F("action__plan__starts_on").desc(nulls_last=True), "action__plan__code", "action__number", "pk")
    )
    if not commitments:
        return None
    pages = pages_for({commitment.action for commitment in commitments}, language)
    progress = progress_of(commitments)
    return {
        "rows": [
            _row(one, pages.get(one.action_id), language) | _promised_by(one, organisation, language)
            for one in commitments
        ],
        "sentence": sentence_of(progress, _("Promised here: {total}. Of these, {figures}.")),
        "progress": progress,
        "language": language,
    }


@slots.provide("partners.partner_page", name="pledges", template="actions/slots/pledges.html", queries=0)
def pledges_of_an_organisation(organisation, language):
    """What this organisation promised of its own accord, alone or with others; kept until something public changes."""
    items = kept(f"pledges-of:{organisation.pk}:{language}", lambda: pledges_of(organisation, language))
    return {"items": items, "list_url": _wall(language)} if items else None


def _wall(language):
    from .models.pledge_pages import PledgeIndexPage

    return address_of_list(PledgeIndexPage, language)


def _promised_by(commitment, organisation, language):
    """Who promised it, where that is another one: who leads it, or merged into this one; and what became of that."""
    other = commitment.organisation
    if other.pk == organisation.pk:
        return {}
    return {"promised_by": other.name_in(language), "fate": fate_of(other, language)}


def _row(commitment, page, language):
    standing = commitment.standing()
    return {
        "text": commitment.text_in(language),
        "card": card_of(commitment.action, page, language),
        "plan": commitment.action.plan.name_in(language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": when(commitment, standing),
    }
