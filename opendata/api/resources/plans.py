"""Action plans."""

from datetime import date

from pydantic import Field

from actions.models import ActionPlan
from opendata.api.asked import Changing, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Record, Reference, Shape, Words, one_of
from opendata.api.world import paths_of, words

from .common import WORDED, record_of


class Pillar(Shape):
    """A part of a plan."""

    number: int
    name: Words


class Plan(Record):
    """A set of actions that governments announced together, for a period."""

    kind: one_of(ActionPlan.Kind) = Field(description="What kind of plan it is: see “plan_kind” in /codes.")
    edition: int = Field(description="Which edition of this plan it is.")
    adopted_on: date | None = Field(description="The day on which it was adopted.")
    starts_on: date | None = Field(description="The first day of its period.")
    ends_on: date | None = Field(description="The last day of its period.")
    reported_every: int | None = Field(description="So many months may pass between two reports on a commitment.")
    pillars: list[Pillar] = Field(description="Its parts, by number.")
    predecessor: Reference | None = Field(description="The plan before it.")
    successors: list[Reference] = Field(description="The plans after it.")


class PlansAsked(Worded, Changing):
    kind: one_of(ActionPlan.Kind) = Field(None, description="Only plans of this kind.")


def build(plans, world):
    keys = [plan.pk for plan in plans]
    paths = paths_of(ActionPlan, keys)
    successors = {}
    for plan in ActionPlan.objects.public().filter(predecessor__in=keys).order_by("code"):
        successors.setdefault(plan.predecessor_id, []).append(world.reference("plan", plan))
    return [
        record_of(plan, "plan", paths, world)
        | {
            "kind": plan.kind,
            "edition": plan.edition,
            "adopted_on": plan.adopted_on,
            "starts_on": plan.starts_on,
            "ends_on": plan.ends_on,
            "reported_every": plan.rhythm,
            "pillars": [{"number": pillar.number, "name": words(pillar, "name")} for pillar in plan.pillars.all()],
            "predecessor": shown_plan(plan.predecessor, world),
            "successors": successors.get(plan.pk, []),
        }
        for plan in plans
    ]


def shown_plan(plan, world):
    """A reference to a plan, if everybody may see it."""
    return world.reference("plan", plan) if plan and plan.is_shown else None


PLANS = Resource(
    name="plans", kind="plan", item=Plan, asked=PlansAsked, build=build,
    about="Action plans: sets of actions that governments announced together, for a period.",
    rows=lambda world: ActionPlan.objects.public().select_related("predecessor").prefetch_related("pillars"),
    filters=WORDED | {"kind": "kind"},
)  # fmt: skip
