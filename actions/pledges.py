"""What partners promised of their own accord."""

from .deadlines import when
from .models.commitments import Commitment


def pledges_for(action, language):
    """The public pledges that support an action, with where they stand: [{organisation, text, standing, ...}]."""
    pledges = (
        Commitment.objects.public()
        .filter(kind=Commitment.Kind.PLEDGE, supports=action)
        .with_status()
        .select_related("organisation")
        .order_by("organisation__code", "pk")
    )
    return [
        {
            "organisation": pledge.organisation.name_in(language),
            "text": pledge.text_in(language),
            "standing": standing,
            "standing_label": standing.label,
            "deadline": when(pledge, standing),
        }
        for pledge in pledges
        for standing in [pledge.standing()]
    ]
