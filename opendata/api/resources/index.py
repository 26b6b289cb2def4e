"""What there is at the address of the API itself: its resources and where it is described."""

from pydantic import Field

from opendata.api.resource import check_names
from opendata.api.shapes import Address, Meta, Shape
from opendata.api.world import World


class Entrance(Shape):
    """A list that can be asked for."""

    name: str
    about: str = Field(description="What it holds, in English.")
    url: Address


class Index(Shape):
    """Where everything is."""

    meta: Meta
    description_url: Address = Field(description="The OpenAPI description of this API.")
    items: list[Entrance]


def mount(api):
    @api.get(
        "", response=Index, tags=["index"], operation_id="index", summary="List the resources",
        description="The lists that can be asked for, and where this API is described.",
    )  # fmt: skip
    def index(request):
        from . import RESOURCES

        check_names(request)
        world = World(request)
        here = world.whole(request.path)
        others = [("codes", "Closed lists of codes and what they mean."), ("changes", "What changed about something.")]
        entrances = [*((row.name, row.about) for row in RESOURCES), *others]
        return {
            "meta": world.meta(),
            "description_url": f"{here}openapi.json",
            "items": [{"name": name, "about": about, "url": f"{here}{name}"} for name, about in entrances],
        }
