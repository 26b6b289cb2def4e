"""Governments: equals, each with the commitments of its bodies."""

from pydantic import Field

from actions.governments.addresses import address_of_government
from core.languages import language_codes
from opendata.api.asked import Asked
from opendata.api.resource import Resource
from opendata.api.shapes import Published, Words
from opendata.api.world import words
from users.models import Government


class Authority(Published):
    """A level of government."""

    name: Words
    fictional: bool = Field(description="Whether it is an invented example.")


class GovernmentsAsked(Asked):
    """The parameters of the list of governments."""


def build(governments, world):
    return [
        {
            "id": world.identifier("government", row.code),
            "code": row.code,
            "url": world.pages({code: address_of_government(row.code, code) for code in language_codes()}),
            "name": words(row, "name"),
            "fictional": row.fictional,
        }
        for row in governments
    ]


GOVERNMENTS = Resource(
    name="governments", kind="government", item=Authority, asked=GovernmentsAsked, build=build,
    about="Governments: none approves or returns the work of another.",
    rows=lambda world: Government.objects.all(),
)  # fmt: skip
