"""Groups, with the organisations in them; the names of people stay on their pages."""

from datetime import date

from pydantic import Field

from opendata.api.asked import Changing, OfOrganisation, OfTheme, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Record, Reference, Shape, one_of
from opendata.api.world import grouped, paths_of
from partners.models import Group, Membership
from partners.models.groups import Funding

from .common import WORDED, record_of, terms_of


class Seat(Shape):
    """An organisation in a group."""

    organisation: Reference
    role: one_of(Membership.Role) = Field(description="See “group_role” in /codes.")
    since: date | None
    until: date | None


class Circle(Record):
    """People and organisations that work or learn together."""

    kind: one_of(Group.Kind) = Field(description="See “group_kind” in /codes.")
    organiser: Reference | None
    since: date | None
    until: date | None
    themes: list[str] = Field(description="Codes of themes.")
    members: list[Seat] = Field(description="The organisations in it; people are not named here.")
    funders: list[Reference]


class GroupsAsked(Worded, Changing, OfTheme, OfOrganisation):
    kind: one_of(Group.Kind) = Field(None, description="Only groups of this kind.")


def build(groups, world):
    keys = [group.pk for group in groups]
    paths, terms = paths_of(Group, keys), terms_of(Group, keys, ("themes",))
    seats = Membership.objects.filter(group__in=keys, organisation__isnull=False).select_related("organisation")
    members = grouped(seats.order_by("organisation__code", "pk"), "group_id")
    funding = Funding.objects.filter(group__in=keys).select_related("organisation").order_by("organisation__code")
    funders = grouped(funding, "group_id")
    return [
        record_of(group, "group", paths, world)
        | terms[group.pk]
        | {
            "kind": group.kind,
            "organiser": world.reference("organisation", group.organiser),
            "since": group.since,
            "until": group.until,
            "members": [
                {
                    "organisation": world.reference("organisation", seat.organisation),
                    "role": seat.role,
                    "since": seat.since,
                    "until": seat.until,
                }
                for seat in members.get(group.pk, ())
            ],
            "funders": [world.reference("organisation", row.organisation) for row in funders.get(group.pk, ())],
        }
        for group in groups
    ]


def _with_member(rows, code, world):
    seats = Membership.objects.filter(organisation__code=code)
    return rows.filter(pk__in=seats.values("group"))


GROUPS = Resource(
    name="groups", kind="group", item=Circle, asked=GroupsAsked, build=build,
    about="Working groups, learning networks and the like, with the organisations in them.",
    rows=lambda world: Group.objects.public().select_related("organiser"),
    filters=WORDED | {"kind": "kind", "theme": "themes__code", "organisation": _with_member},
)  # fmt: skip
