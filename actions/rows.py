"""A commitment in words, with where it stands."""

from core.languages import localized_value
from core.places import address_of
from partners.lineage.history import fate_of

from .models.statuses import Standing
from .promises.moves import due_of, moves_in


def promise(commitment, organisation_page, reports, language):
    """One commitment as a card: whose, what, where it stands, by when.

    `reports`: the entries of its log, the newest first.
    """
    organisation = commitment.organisation
    standing = commitment.standing()
    moves = moves_in(commitment, reports)
    return {
        "commitment": commitment,
        "government": localized_value(organisation.government, "name", language) if organisation.government else "",
        "organisation": organisation.name_in(language),
        "fate": fate_of(organisation, language),
        "organisation_url": address_of(organisation_page.url_path) if organisation_page else "",
        "text": commitment.text_in(language),
        "standing": standing,
        "standing_label": standing.label,
        "due": due_of(commitment, standing, moves),
        "late_since": commitment.due_on if standing == Standing.LATE else None,
        "together_with": [row.organisation.name_in(language) for row in commitment.co_owners.all()],
        "entries": reports,
    }
