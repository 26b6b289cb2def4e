"""The actions around an action: before and after it in its plan, and in the plans before and after its own."""

from dataclasses import dataclass

from django.db.models import Q

from core.cards import card_of, pages_for

from .models.actions import Action, Lineage
from .models.plans import ActionPlan


@dataclass(frozen=True)
class Fate:
    """The next plan, in which nothing continues an action."""

    plan: str


def kin_of(action, language):
    """Neighbours, and the actions that it took over or that took over from it, each as a card; in six queries.

    {"previous", "next", "lineage", "successors", "dropped": Fate | None}
    """
    lineage = list(_lineage(action, "predecessor"))
    successions = list(_lineage(action, "action"))
    near = Action.objects.public().filter(plan=action.plan_id).order_by("number")
    # The last one before and the first one after, whatever numbers are missing in between.
    before = near.filter(number__lt=action.number).order_by("-number").values("pk")[:1]
    after = near.filter(number__gt=action.number).values("pk")[:1]
    neighbours = list(near.filter(Q(pk=before) | Q(pk=after)))
    others = [*(row.predecessor for row in lineage), *(row.action for row in successions)]
    pages = pages_for([*neighbours, *others], language)
    cards = {other.number: card_of(other, pages.get(other.pk), language) for other in neighbours}
    return {
        "previous": next((card for number, card in cards.items() if number < action.number), None),
        "next": next((card for number, card in cards.items() if number > action.number), None),
        "lineage": [_row(row, row.predecessor, pages, language) for row in lineage],
        "successors": [_row(row, row.action, pages, language) for row in successions],
        "dropped": None if successions else _dropped(action, language),
    }


def _lineage(action, other):
    """What links it to the public actions before it (`other` is "predecessor") or after it ("action")."""
    side = {"predecessor": "action", "action": "predecessor"}[other]
    return (
        Lineage.objects.filter(**{side: action, f"{other}__in": Action.objects.public()})
        .select_related(f"{other}__plan")
        .order_by("sort_order" if other == "predecessor" else "action__number", "pk")
    )


def _row(lineage, other, pages, language):
    return {
        "kind": lineage.get_kind_display(),
        "code": lineage.kind,
        "number": other.number,
        "plan": other.plan.name_in(language),
        "card": card_of(other, pages.get(other.pk), language),
    }


def _dropped(action, language):
    """Whether a next plan that says what became of other actions says nothing of this one.

    A plan of which nobody wrote down yet what it took over accuses no government of dropping anything.
    """
    links = Lineage.objects.filter(action__plan__predecessor=action.plan_id)
    if links.filter(predecessor=action).exists():
        return None  # by an action that is not public yet
    told = links.filter(predecessor__plan=action.plan_id, action__in=Action.objects.public())
    plans = ActionPlan.objects.public().filter(predecessor=action.plan_id, pk__in=told.values("action__plan"))
    plan = plans.order_by("starts_on", "code").first()
    return Fate(plan.name_in(language)) if plan else None
