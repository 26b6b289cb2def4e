"""The closed lists of codes that fields and parameters hold, with what each means in every language."""

from django.utils.translation import override
from pydantic import Field

from actions.models import ActionPlan, Assessment, Commitment, Indicator, Lineage, RecommendationSource, Response
from actions.models.statuses import Level, Standing, Status
from actions.wall.states import State
from consultations.public.listing import PHASES
from core.languages import language_codes
from core.models import GuidingPrinciple
from opendata.api.resource import check_names
from opendata.api.shapes import Meta, Shape, Words
from opendata.api.world import World
from partners.models import Group, Membership, Organisation

LISTS = {
    "answer": Response.Answer.choices,
    "direction": Indicator.Direction.choices,
    "group_kind": Group.Kind.choices,
    "group_role": Membership.Role.choices,
    "kind": Commitment.Kind.choices,
    "level": Level.choices,
    "lineage": Lineage.Kind.choices,
    "organisation_kind": Organisation.Kind.choices,
    "organisation_size": Organisation.Size.choices,
    "phase": PHASES,
    "pillar": GuidingPrinciple.Pillar.choices,
    "plan_kind": ActionPlan.Kind.choices,
    "pledge_state": State.choices,
    "region": Organisation.Region.choices,
    "source_kind": RecommendationSource.Kind.choices,
    "standing": Standing.choices,
    "status": Status.choices,
    "timing": Commitment.Timing.choices,
    "voice": Assessment.Voice.choices,
}


class Meaning(Shape):
    """A code and what it means."""

    code: str | int = Field(examples=["late"])
    name: Words


class Codes(Shape):
    """Every closed list of codes, by name."""

    meta: Meta
    items: dict[str, list[Meaning]] = Field(description="The codes of each list, in their order.")


def mount(api):
    @api.get(
        "codes", response=Codes, tags=["codes"], operation_id="list_codes", summary="List codes and what they mean",
        description="Every closed list of codes that fields and parameters hold, with its words in every language.",
    )  # fmt: skip
    def codes(request):
        check_names(request)
        items = {name: [_meaning(code, label) for code, label in choices] for name, choices in LISTS.items()}
        return {"meta": World(request).meta(), "items": items}


def _meaning(code, label):
    names = {}
    for language in language_codes():
        with override(language):
            names[language] = str(label)
    return {"code": code, "name": names}
