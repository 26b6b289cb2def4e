"""Commitments as rows of a list: what, whose, where it stands, by when, and when it was last reported on."""

from actions.models.commitments import Commitment
from actions.models.statuses import Standing
from core.cards import card_of, pages_for
from core.places import address_of
from partners.lineage.history import fate_of

from .addresses import below
from .moves import due_of


def rows_of(keys, language):
    """The commitments with these primary keys, in their order; in three queries, however many there are."""
    keys = list(keys)
    found = Commitment.objects.filter(pk__in=keys).with_status().select_related("action__plan", "organisation")
    commitments = {commitment.pk: commitment for commitment in found}
    actions = pages_for({commitment.action for commitment in commitments.values()}, language)
    organisations = pages_for({commitment.organisation for commitment in commitments.values()}, language)
    return [
        row_of(
            commitments[key],
            actions.get(commitments[key].action_id),
            organisations.get(commitments[key].organisation_id),
            language,
        )
        for key in keys
        if key in commitments
    ]


def row_of(commitment, page, organisation_page, language):
    """`page`: of its action; for a commitment that came with its status, its action and its organisation."""
    standing = commitment.standing()
    above = (page and address_of(page.url_path)) or ""
    return {
        "pk": commitment.pk,
        "text": commitment.text_in(language),
        "url": below(above, commitment),
        "who": commitment.organisation.name_in(language),
        "who_url": (organisation_page and address_of(organisation_page.url_path)) or "",
        "fate": fate_of(commitment.organisation, language),
        "number": commitment.action.number,
        "plan": commitment.action.plan.name_in(language),
        "plan_code": commitment.action.plan.code,
        "card": card_of(commitment.action, page, language),
        "standing": standing,
        "standing_label": standing.label,
        "due": due_of(commitment, standing),
        "late_since": commitment.due_on if standing == Standing.LATE else None,
        "reported_on": commitment.status_on,
    }
