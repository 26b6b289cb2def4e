"""What partners promised of their own accord, on the pages of actions and of organisations."""

from .models.commitments import Commitment
from .models.pledges import Pledge
from .wall.cards import cards_of


def pledges_for(action, language):
    """The public pledges that support an action, each with its page and its state: [PledgeCard]; in five queries."""
    pledges = Pledge.objects.public().filter(commitment__supports=action)
    keys = pledges.order_by("commitment__organisation__code", "pk").values_list("pk", flat=True)
    return cards_of(list(keys), language)


def pledges_of(organisation, language):
    """What an organisation answers for, the newest first: [PledgeCard]; in six queries."""
    answered_for = Commitment.objects.for_organisation(organisation)
    pledges = Pledge.objects.public().filter(commitment__in=answered_for.values("pk"))
    return cards_of(list(pledges.order_by("-announced_on", "code").values_list("pk", flat=True)), language)
