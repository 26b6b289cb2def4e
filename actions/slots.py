"""What the action plans show on pages of apps below them."""

from core import slots
from core.cards import pages_for
from core.places import address_of

from .models import Commitment
from .progress import progress_of


@slots.provide("partners.partner_page", name="commitments", template="actions/slots/commitments.html", queries=3)
def commitments_of_an_organisation(organisation, language):
    """What this organisation promised, and how it keeps it."""
    commitments = list(
        Commitment.objects.public()
        .filter(organisation=organisation, action__is_public=True)
        .with_status()
        .select_related("action__plan")
        .order_by("action__plan__code", "action__number", "pk")
    )
    if not commitments:
        return None
    pages = pages_for({commitment.action for commitment in commitments}, language)
    rows = []
    for commitment in commitments:
        page = pages.get(commitment.action_id)
        standing = commitment.standing()
        rows.append(
            {
                "text": commitment.text_in(language),
                "action": commitment.action.name_in(language),
                "plan": commitment.action.plan.name_in(language),
                "url": address_of(page.url_path) if page else "",
                "standing": standing,
                "standing_label": standing.label,
                "deadline": commitment.first_deadline,
            }
        )
    return {"rows": rows, "progress": progress_of(commitments), "language": language}
