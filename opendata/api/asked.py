"""What can be asked: the parameters of the lists, each declared once, and which of their values there are."""

from datetime import date
from typing import Annotated

from django.db.models import Q
from django.db.models.functions import Coalesce
from pydantic import AfterValidator, BaseModel, Field

from actions.models import Action, ActionPlan, Commitment, Pledge, RecommendationSource
from core.dates import today
from core.models import Goal, GuidingPrinciple, Sector, Theme
from core.querysets import LONGEST_QUERY
from core.validators import FIRST_YEAR
from partners.models import Organisation
from users.models import Government

from .problems import Fault
from .shapes import Code

MOST = 100
"""So many items in one answer."""

MOST_NAMED = 40
"""So many allowed values are named in a problem; for longer lists it says where they are."""


def _past(day):
    if not day.year >= FIRST_YEAR or day > today():
        raise ValueError(f"A day from {FIRST_YEAR} until today.")
    return day


Past = Annotated[date, AfterValidator(_past)]


def _code_of(what):
    return Field(None, description=f"Only of this {what}: its code.", examples=["example-2024"])


class Asked(BaseModel):
    """The parameters of every list."""

    limit: int = Field(25, ge=1, le=MOST, description="At most so many items in one answer.")
    after: str = Field(
        None, max_length=200, description="What follows the item with this code in the order of the list: see “next”."
    )
    before: str = Field(None, max_length=200, description="What comes before the item with this code: see “previous”.")

    def given(self):
        """What was asked besides the page: {name: value}."""
        return {name: value for name, value in self if value is not None and name not in Asked.model_fields}


class Worded(Asked):
    q: str = Field(
        None, max_length=LONGEST_QUERY, description="Only what holds each of these words, in any language.",
        examples=["human rights"],
    )  # fmt: skip


class Changing(Asked):
    changed_since: Past = Field(None, description="Only what changed on this day or later.", examples=["2026-01-31"])


class Dated(BaseModel):
    on: Past = Field(
        None, description="As it was known at the end of this past day; of today without it.", examples=["2026-06-30"]
    )


class OfPlan(Asked):
    plan: Code = _code_of("action plan")


class OfAction(Asked):
    action: Code = _code_of("action")


class OfCommitment(Asked):
    commitment: Code = _code_of("commitment or pledge")


class OfOrganisation(Asked):
    organisation: Code = _code_of("organisation")


class OfGovernment(Asked):
    government: Code = _code_of("government")


class OfTheme(Asked):
    theme: Code = _code_of("theme")


class OfSector(Asked):
    sector: Code = _code_of("sector")


class OfSource(Asked):
    source: Code = _code_of("source of recommendations")


class OfVocabularies(OfTheme):
    goal: int = Field(None, ge=1, le=17, description="Only about this sustainable development goal.")
    principle: int = Field(None, ge=1, le=31, description="Only about this UN guiding principle.")


def _promises():
    shown = Q(action__in=Action.objects.public()) | Q(pledge__in=Pledge.objects.public())
    return Commitment.objects.public().filter(shown).annotate(known_as=Coalesce("pledge__code", "code"))


KNOWN = {
    "plan": ("plans", "code", ActionPlan.objects.public),
    "action": ("actions", "code", Action.objects.public),
    "commitment": ("commitments", "known_as", _promises),
    "organisation": ("organisations", "code", Organisation.objects.public),
    "government": ("governments", "code", Government.objects.all),
    "theme": ("themes", "code", Theme.objects.all),
    "sector": ("sectors", "code", Sector.objects.all),
    "goal": ("goals", "number", Goal.objects.all),
    "principle": ("principles", "number", GuidingPrinciple.objects.all),
    "source": ("recommendations", "code", RecommendationSource.objects.public),
}
"""Where the values of a parameter come from: {parameter: (resource, field, public records)}."""


def strangers(asked, world):
    """A fault for each code that nothing public has."""
    for name, value in asked.given().items():
        if name not in KNOWN:
            continue
        resource, field, known = KNOWN[name]
        if known().filter(**{field: value}).exists():
            continue
        allowed = [str(code) for code in known().order_by(field).values_list(field, flat=True)[: MOST_NAMED + 1]]
        yield Fault(
            parameter=name,
            message=f"There is no {name} {value}.",
            allowed=allowed if len(allowed) <= MOST_NAMED else None,
            see=world.whole(f"/api/v1/{resource}"),
        )
