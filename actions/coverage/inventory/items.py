"""The rows of an inventory as they are now: each action of a plan with the first of its commitments."""

from collections import defaultdict
from dataclasses import dataclass

from actions.models import Action, Commitment
from actions.sheets.rows import PlanRows


@dataclass(frozen=True)
class Item:
    action: Action
    commitment: Commitment | None
    others: int
    """How many more commitments the action has."""

    @property
    def is_public(self):
        return self.action.is_public and (self.commitment is None or self.commitment.is_public)


def items_of(plan):
    """Every action of the plan that is not archived, in its order; in as many queries for five as for thousands."""
    rows, promised = PlanRows(plan), defaultdict(list)
    shown = Commitment.objects.filter(action__plan=plan, archived_at__isnull=True)
    for commitment in shown.select_related("organisation").order_by("pk"):
        promised[commitment.action_id].append(commitment)
    for action in rows.of(Action):
        commitments = promised[action.pk]
        yield Item(action, commitments[0] if commitments else None, max(len(commitments) - 1, 0))
