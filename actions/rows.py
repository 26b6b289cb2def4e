"""One row of a ledger: a plan, an action, a commitment, in words and with where it stands."""

from collections import Counter

from core.cards import card_of
from core.languages import localized_value
from core.places import address_of
from partners.lineage.history import fate_of

from .deadlines import history, next_deadline, when
from .progress import progress_of, standing_of


def plan_row(plan, page, commitments, language):
    card = card_of(plan, page, language)
    progress = progress_of(commitments)
    return {
        "plan": plan,
        "commitments": commitments,
        "card": card,
        "progress": progress.linked_to(card.url, "#ledger") if card.url else progress,
    }


def action_row(action, page, commitments, shown, language):
    """An action, where all its commitments bring it, and one line for each of those to show."""
    standing = standing_of(commitments)
    return {
        "number": action.number,
        "card": card_of(action, page, language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": next_deadline(commitments),
        "parts": _parts(shown, language),
    }


def _parts(commitments, language):
    """Whose promise stands where; by government, and by organisation where a government promised more than once."""
    promised = Counter(commitment.organisation.government_id for commitment in commitments)
    parts = []
    for commitment in commitments:
        organisation, standing = commitment.organisation, commitment.standing()
        alone = organisation.government_id and promised[organisation.government_id] == 1
        who = localized_value(organisation.government, "name", language) if alone else organisation.name_in(language)
        parts.append({"who": who, "standing": standing, "standing_label": standing.label})
    return parts


def promise(commitment, organisation_page, reports, language):
    """One commitment as a card: whose, what, where it stands, by when."""
    organisation = commitment.organisation
    standing = commitment.standing()
    return {
        "commitment": commitment,
        "government": localized_value(organisation.government, "name", language) if organisation.government else "",
        "organisation": organisation.name_in(language),
        "fate": fate_of(organisation, language),
        "organisation_url": address_of(organisation_page.url_path) if organisation_page else "",
        "text": commitment.text_in(language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": when(commitment, standing),
        "moved": history(commitment),
        "together_with": [row.organisation.name_in(language) for row in commitment.co_owners.all()],
        "entries": reports,
    }
