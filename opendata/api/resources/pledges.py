"""Pledges: what partners promised of their own accord, with their state."""

from datetime import date

from django.db.models import Q
from pydantic import Field

from actions.models import Action, Commitment, CoOwner, Pledge
from actions.wall.states import State, is_late, state_of, with_state
from core.dates import day_of
from opendata.api.asked import Changing, Dated, OfAction, OfOrganisation, OfVocabularies, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Classified, Record, Reference, Words, one_of
from opendata.api.world import grouped, paths_of, words

from .common import matching, record_of, since, terms_of, told_since
from .promises import Promise, promises, with_log


class Vow(Promise, Classified, Record):
    """A voluntary promise of partners."""

    measure: Words = Field(description="By what everybody can see that the promise was kept.")
    announced_on: date | None
    state: one_of(State) = Field(description="What follows from its reports and dates: see “pledge_state” in /codes.")
    late: bool = Field(description="Whether its deadline has passed without the promise being kept.")
    makers: list[Reference] = Field(description="The organisations that make it; the one that leads it first.")
    supports: list[Reference] = Field(description="The actions that it supports.")


class PledgesAsked(Worded, Changing, OfAction, OfOrganisation, OfVocabularies, Dated):
    state: one_of(State) = Field(None, description="Only pledges in this state.")


def build(pledges, world):
    keys = [pledge.commitment_id for pledge in pledges]
    related = Commitment.objects.filter(pk__in=keys).select_related("organisation", "pledge")
    commitments = {row.pk: row for row in with_log(related, world)}
    paths, terms = paths_of(Pledge, [pledge.pk for pledge in pledges]), terms_of(Commitment, keys)
    owners = CoOwner.objects.filter(commitment__in=keys).select_related("organisation").order_by("organisation__code")
    together, common = grouped(owners, "commitment_id"), promises(list(commitments.values()), world)
    supported = _supported(keys, world)
    return [
        record_of(pledge, "pledge", paths, world)
        | terms[pledge.commitment_id]
        | common[pledge.commitment_id]
        | {
            "modified_on": max(day_of(pledge.updated_at), common[pledge.commitment_id]["modified_on"]),
            "measure": words(pledge, "measure"),
            "announced_on": pledge.announced_on,
            "state": state_of(commitments[pledge.commitment_id]),
            "late": is_late(commitments[pledge.commitment_id]),
            "makers": [
                world.reference("organisation", organisation)
                for organisation in [
                    commitments[pledge.commitment_id].organisation,
                    *(owner.organisation for owner in together.get(pledge.commitment_id, ())),
                ]
            ],
            "supports": supported.get(pledge.commitment_id, []),
        }
        for pledge in pledges
    ]


def _supported(keys, world):
    links = Commitment.supports.through.objects.filter(commitment__in=keys, action__in=Action.objects.public())
    found = {}
    for link in links.select_related("action__plan").order_by("action__code"):
        found.setdefault(link.commitment_id, []).append(world.reference("action", link.action))
    return found


def _made_by(rows, code, world):
    joint = CoOwner.objects.filter(organisation__code=code)
    return rows.filter(Q(commitment__organisation__code=code) | Q(commitment__in=joint.values("commitment")))


def _in_state(rows, state, world):
    commitments = with_state(Commitment.objects.filter(kind=Commitment.Kind.PLEDGE), world.on).filter(state=state)
    return rows.filter(commitment__in=commitments.order_by().values("pk"))


def _changed_since(rows, day, world):
    told = told_since(Commitment.objects.filter(kind=Commitment.Kind.PLEDGE), day, world)
    return rows.filter(Q(updated_at__gte=since(day)) | Q(commitment__in=told.order_by().values("pk")))


PLEDGES = Resource(
    name="pledges", kind="pledge", item=Vow, asked=PledgesAsked, build=build,
    about="Pledges: what partners promised of their own accord, and what became of it.",
    rows=lambda world: Pledge.objects.public(),
    filters={
        "q": matching,
        "changed_since": _changed_since,
        "action": "commitment__supports__code",
        "organisation": _made_by,
        "theme": "commitment__themes__code",
        "goal": "commitment__goals__number",
        "principle": "commitment__principles__number",
        "state": _in_state,
    },
)  # fmt: skip
