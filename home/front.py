"""What the front page tells: one sentence with live figures, the plans, the groups, who takes part."""

from actions.ledger import plans_in_words
from core.cards import cards_for
from partners.facts import of_group_in_list
from partners.models import Group, Organisation


def front_page(language):
    return {
        "language": language,
        "plans": plans_in_words(language),
        "groups": cards_for(
            Group.objects.public().select_related("organiser").order_by("-since", "code")[:4],
            language,
            meta=of_group_in_list,
        ),
        "partner_count": Organisation.objects.public().filter(left_on__isnull=True).count(),
    }
