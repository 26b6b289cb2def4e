"""Actions of plans, with what they took over from earlier ones and where they stand."""

from django.db.models import Exists, OuterRef
from pydantic import Field

from actions.models import Action, Lineage
from actions.models.statuses import Standing
from actions.progress import standing_of
from opendata.api.asked import Changing, Dated, OfGovernment, OfPlan, OfVocabularies, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Address, Classified, Record, Reference, Shape, one_of
from opendata.api.world import grouped, paths_of, words

from .common import OF_TERMS, WORDED, record_of, terms_of
from .plans import Pillar
from .promises import public_commitments


class Ancestor(Shape):
    """An action of an earlier plan, and what was taken over from it."""

    kind: one_of(Lineage.Kind) = Field(description="What became of it: see “lineage” in /codes.")
    action: Reference


class Promised(Shape):
    """A commitment in the action, and where it stands."""

    id: Address
    code: str
    standing: one_of(Standing)


class Act(Classified, Record):
    """One of the things that a plan sets out to do."""

    plan: Reference
    number: int = Field(description="Its number in the plan.")
    pillar: Pillar | None = Field(description="The part of the plan in which it stands.")
    found_in: str | None = Field(description="The document and page in which an action of an inventory stands.")
    standing: one_of(Standing) = Field(description="Where it stands: that of its commitment that is furthest behind.")
    commitments: list[Promised] = Field(description="What was promised in it.")
    continues: list[Ancestor] = Field(description="The actions of earlier plans from which it took over.")


class ActionsAsked(Worded, Changing, OfPlan, OfGovernment, OfVocabularies, Dated):
    """The parameters of the list of actions."""


def build(actions, world):
    keys = [action.pk for action in actions]
    paths, terms = paths_of(Action, keys), terms_of(Action, keys)
    lineage = Lineage.objects.filter(action__in=keys, predecessor__in=Action.objects.public())
    ancestors = grouped(lineage.select_related("predecessor__plan").order_by("predecessor__code"), "action_id")
    promised = public_commitments().filter(action__in=keys).with_status(world.on).order_by("code")
    commitments = grouped(promised, "action_id")
    return [
        record_of(action, "action", paths, world)
        | terms[action.pk]
        | {
            "plan": world.reference("plan", action.plan),
            "number": action.number,
            "pillar": action.pillar and {"number": action.pillar.number, "name": words(action.pillar, "name")},
            "found_in": action.found_in or None,
            "standing": standing_of(commitments.get(action.pk, ())),
            "commitments": [
                {"id": world.identifier("commitment", row.code), "code": row.code, "standing": row.standing()}
                for row in commitments.get(action.pk, ())
            ],
            "continues": [
                {"kind": row.kind, "action": world.reference("action", row.predecessor)}
                for row in ancestors.get(action.pk, ())
            ],
        }
        for action in actions
    ]


def _of_government(rows, code, world):
    promised = public_commitments().filter(action=OuterRef("pk"), organisation__government__code=code)
    return rows.filter(Exists(promised))


ACTIONS = Resource(
    name="actions", kind="action", item=Act, asked=ActionsAsked, build=build,
    about="Actions: what a plan sets out to do. Who promised what in an action stands in its commitments.",
    rows=lambda world: Action.objects.public().select_related("plan", "pillar"),
    filters=WORDED | OF_TERMS | {"plan": "plan__code", "government": _of_government},
)  # fmt: skip
