"""What of a plan everybody may see: nothing else gets into a snapshot."""

from actions.models import Action, Commitment, Indicator


def public_actions(plan):
    return Action.objects.public().filter(plan=plan)


def public_promises(plan):
    return Commitment.objects.public().filter(action__in=public_actions(plan))


def public_indicators(plan):
    return Indicator.objects.public().filter(action__in=public_actions(plan))
