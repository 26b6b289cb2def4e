"""What the action plans show on pages of apps below them."""

from django.db.models import F
from django.utils.translation import gettext as _

from core import slots
from core.cards import card_of, pages_for

from .deadlines import when
from .ledger import public_commitments
from .progress import progress_of
from .sentences import sentence_of


@slots.provide("partners.partner_page", name="commitments", template="actions/slots/commitments.html", queries=2)
def commitments_of_an_organisation(organisation, language):
    """What this organisation promised, and how it keeps it."""
    commitments = list(
        public_commitments()
        .for_organisation(organisation)
        .select_related("action__plan")
        .order_by(F("action__plan__starts_on").desc(nulls_last=True), "action__plan__code", "action__number", "pk")
    )
    if not commitments:
        return None
    pages = pages_for({commitment.action for commitment in commitments}, language)
    progress = progress_of(commitments)
    return {
        "rows": [_row(commitment, pages.get(commitment.action_id), language) for commitment in commitments],
        "sentence": sentence_of(progress, _("Promised here: {total}. Of these, {figures}.")),
        "progress": progress,
        "language": language,
    }


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
