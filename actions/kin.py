"""The actions around an action: before and after it in its plan, and those it took over from an earlier plan."""

from django.db.models import Q

from core.cards import card_of, pages_for

from .models.actions import Action, Lineage


def kin_of(action, language):
    """Neighbours and earlier actions, each as a card: {"previous", "next", "lineage"}; in three queries."""
    lineage = list(
        Lineage.objects.filter(action=action, predecessor__is_public=True, predecessor__plan__is_public=True)
        .select_related("predecessor__plan")
        .order_by("sort_order")
    )
    near = Action.objects.public().filter(plan=action.plan_id).order_by("number")
    # The last one before and the first one after, whatever numbers are missing in between.
    before = near.filter(number__lt=action.number).order_by("-number").values("pk")[:1]
    after = near.filter(number__gt=action.number).values("pk")[:1]
    neighbours = list(near.filter(Q(pk=before) | Q(pk=after)))
    pages = pages_for([*neighbours, *(row.predecessor for row in lineage)], language)
    cards = {other.number: card_of(other, pages.get(other.pk), language) for other in neighbours}
    return {
        "previous": next((card for number, card in cards.items() if number < action.number), None),
        "next": next((card for number, card in cards.items() if number > action.number), None),
        "lineage": [
            {
                "kind": row.get_kind_display(),
                "number": row.predecessor.number,
                "plan": row.predecessor.plan.name_in(language),
                "card": card_of(row.predecessor, pages.get(row.predecessor_id), language),
            }
            for row in lineage
        ],
    }
