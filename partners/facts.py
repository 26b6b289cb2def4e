"""The facts of organisations and groups as readers see them: label, value, address."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.cards import pages_for
from core.languages import localized_value
from core.places import address_of


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def _facts(*rows):
    return [Fact(*row) for row in rows if row[1]]


def _day(value):
    return date_format(value, "DATE_FORMAT") if value else ""


def of_organisation_in_list(organisation):
    parts = [organisation.get_kind_display(), organisation.sector, organisation.town]
    return [str(part) for part in parts if part]


def of_organisation(organisation, language):
    if organisation is None:
        return []
    town = " ".join(filter(None, [organisation.postcode, localized_value(organisation, "town", language)]))
    address = ", ".join(filter(None, [localized_value(organisation, "street", language), town]))
    return _facts(
        (_("Kind"), organisation.get_kind_display()),
        (_("Acronym"), localized_value(organisation, "acronym", language)),
        (_("Part of"), organisation.parent and organisation.parent.name_in(language)),
        (_("Government"), organisation.government and localized_value(organisation.government, "name", language)),
        (_("Sector"), organisation.sector and localized_value(organisation.sector, "name", language)),
        (_("Size"), organisation.get_size_display()),
        (_("Region"), organisation.get_region_display()),
        (_("Address"), address),
        (_("Telephone"), organisation.telephone),
        (_("Enterprise number"), organisation.enterprise_number_in_groups),
        (_("Website"), organisation.website, organisation.website),
        (_("Partner since"), _day(organisation.joined_on)),
        (_("Left on"), _day(organisation.left_on)),
    )


def of_group_in_list(group):
    parts = [group.get_kind_display(), group.organiser]
    return [str(part) for part in parts if part]


def of_group(group, language):
    if group is None:
        return []
    return _facts(
        (_("Kind"), group.get_kind_display()),
        (_("Organised by"), group.organiser and group.organiser.name_in(language)),
        (_("Since"), _day(group.since)),
        (_("Until"), _day(group.until)),
        (_("Telephone"), group.telephone),
    )


@dataclass(frozen=True)
class Member:
    name: str
    person: str
    role: str
    is_chair: bool
    since: object
    until: object
    url: str
    lang: str


ROLE_ORDER = ["chair", "vice_chair", "secretariat", "member", "observer"]


def members(group, language):
    """Who sits in the group, chairs first; an organisation with its page."""
    if group is None:
        return []
    seats = sorted(group.memberships.select_related("organisation"), key=lambda seat: ROLE_ORDER.index(seat.role))
    pages = pages_for({seat.organisation for seat in seats if seat.organisation}, language)
    found = []
    for seat in seats:
        page = pages.get(seat.organisation_id)
        found.append(
            Member(
                name=seat.organisation.name_in(language) if seat.organisation else "",
                person=seat.person,
                role=seat.get_role_display(),
                is_chair=seat.role == seat.Role.CHAIR,
                since=seat.since,
                until=seat.until,
                url=address_of(page.url_path) if page else "",
                lang=page.language if page and page.language != language else "",
            )
        )
    return found


def funders(group, language):
    """The organisations that pay for the group, with their logos."""
    if group is None:
        return []
    rows = group.funding.select_related("organisation__logo").prefetch_related("organisation__logo__renditions")
    logos = []
    for row in rows:
        organisation = row.organisation
        picture = organisation.logo.get_rendition("max-240x96|format-webp") if organisation.logo else None
        logos.append({"name": organisation.name_in(language), "website": organisation.website, "picture": picture})
    return logos
