"""Who sits in a group, and in which groups an organisation sits."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.cards import card_of, pages_for
from core.languages import language_name

from .models.groups import Membership

ROLE_ORDER = [role.value for role in Membership.Role]
"""Chairs first: the order in which the roles are declared."""


@dataclass(frozen=True)
class Seat:
    """An organisation or person in a group, or a group in which an organisation sits."""

    name: str
    role: str
    since: str
    person: str = ""
    url: str = ""
    lang: str = ""
    is_chair: bool = False
    fictional: bool = False

    @property
    def notice(self):
        return language_name(self.lang)


def members(group, language):
    """Who sits in the group, chairs first; an organisation with its page; in two queries."""
    if group is None:
        return []
    rows = sorted(group.memberships.select_related("organisation"), key=lambda row: ROLE_ORDER.index(row.role))
    pages = pages_for({row.organisation for row in rows if row.organisation}, language)
    return [_seat(row, row.organisation, pages.get(row.organisation_id), language, row.person) for row in rows]


def groups_of(organisation, language):
    """The public groups in which an organisation sits, with its roles in each; in two queries."""
    if organisation is None:
        return []
    rows = list(
        organisation.memberships.filter(group__is_public=True, group__archived_at__isnull=True)
        .select_related("group")
        .order_by("group__code", "pk")
    )
    pages = pages_for({row.group for row in rows}, language)
    found = {}
    for row in rows:
        seat, earlier = _seat(row, row.group, pages.get(row.group_id), language), found.get(row.group_id)
        found[row.group_id] = replace(earlier, role=f"{earlier.role}, {seat.role}") if earlier else seat
    return list(found.values())


def _seat(row, record, page, language, person=""):
    card = card_of(record, page, language) if record else None
    return Seat(
        name=card.title if card else person,
        person=person if card else "",
        role=row.get_role_display(),
        since=term(row.since, row.until),
        url=card.url if card else "",
        lang=card.lang if card else "",
        is_chair=row.role == row.Role.CHAIR,
        fictional=card.fictional if card else False,
    )


def term(since, until):
    """From when until when, in years: a seat or a membership."""
    parts = [_("since {date}").format(date=since.year)] if since and not until else []
    parts += [f"{since.year}–{until.year}"] if since and until else []
    parts += [_("until {date}").format(date=until.year)] if until and not since else []
    return parts[0] if parts else ""
