"""Organisations: what the directory gives as a file, without e-mail addresses and telephone numbers."""

from datetime import date

from pydantic import Field

from opendata.api.asked import Changing, OfGovernment, OfSector, OfTheme, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Record, Reference, Words, one_of
from opendata.api.world import paths_of, words
from partners.models import Organisation

from .common import WORDED, record_of, terms_of


class Body(Record):
    """Who takes part: a public body, company, federation, union, NGO, university or town."""

    acronym: Words
    kind: one_of(Organisation.Kind) = Field(description="See “organisation_kind” in /codes.")
    size: one_of(Organisation.Size) | None = Field(description="See “organisation_size” in /codes.")
    region: one_of(Organisation.Region) | None = Field(description="See “region” in /codes.")
    sector: Reference | None
    government: Reference | None = Field(description="Of a public body: the government to which it belongs.")
    themes: list[str] = Field(description="Codes of themes.")
    goals: list[int] = Field(description="Numbers of sustainable development goals.")
    enterprise_number: str | None = Field(description="Its number in the Crossroads Bank for Enterprises: ten digits.")
    website: str | None
    street: Words
    postcode: str | None
    town: Words
    joined_on: date | None
    left_on: date | None


class OrganisationsAsked(Worded, Changing, OfGovernment, OfSector, OfTheme):
    kind: one_of(Organisation.Kind) = Field(None, description="Only organisations of this kind.")
    region: one_of(Organisation.Region) = Field(None, description="Only organisations of this region.")
    goal: int = Field(None, ge=1, le=17, description="Only those that chose this goal.")


PLAIN = ("kind", "joined_on", "left_on")
FILLED_IN = ("size", "region", "enterprise_number", "website", "postcode")
IN_WORDS = ("acronym", "street", "town")


def build(organisations, world):
    keys = [organisation.pk for organisation in organisations]
    paths, terms = paths_of(Organisation, keys), terms_of(Organisation, keys, ("themes", "goals"))
    return [
        record_of(organisation, "organisation", paths, world)
        | terms[organisation.pk]
        | {name: getattr(organisation, name) for name in PLAIN}
        | {name: getattr(organisation, name) or None for name in FILLED_IN}
        | {name: words(organisation, name) for name in IN_WORDS}
        | {
            "sector": world.reference("sector", organisation.sector),
            "government": world.reference("government", organisation.government),
        }
        for organisation in organisations
    ]


ORGANISATIONS = Resource(
    name="organisations", kind="organisation", item=Body, asked=OrganisationsAsked, build=build,
    about="Organisations that take part, and public bodies that promised something.",
    rows=lambda world: Organisation.objects.public().select_related("sector", "government"),
    filters=WORDED
    | {
        "kind": "kind",
        "region": "region",
        "government": "government__code",
        "sector": "sector__code",
        "theme": "themes__code",
        "goal": "goals__number",
    },
)  # fmt: skip
