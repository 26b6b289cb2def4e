"""The facts of organisations and groups as readers see them: label, value, address."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.dates import today
from core.languages import localized_value
from core.pictures import LOGO, pictures_of
from core.shell import Logo


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def _facts(*rows):
    return [Fact(*row) for row in rows if row[1]]


def _day(value):
    return date_format(value, "DATE_FORMAT") if value else ""


def kind_of(record):
    return record.get_kind_display()


def of_organisation_in_list(organisation):
    has_left = organisation.left_on and organisation.left_on <= today()
    left = _("left on {date}").format(date=_day(organisation.left_on)) if has_left else ""
    parts = [organisation.sector, organisation.town, organisation.get_region_display(), left]
    return [str(part) for part in parts if part]


def of_organisation(organisation, language, list_url=""):
    """What the register says; sector and region lead to their list when its address is given."""
    if organisation is None:
        return []

    def listed(name, value):
        return f"{list_url}?{name}={value}" if list_url and value else ""

    sector, region = organisation.sector, organisation.region
    return _facts(
        (_("Acronym"), localized_value(organisation, "acronym", language)),
        (_("Part of"), organisation.parent and organisation.parent.name_in(language)),
        (_("Government"), organisation.government and localized_value(organisation.government, "name", language)),
        (_("Sector"), sector and localized_value(sector, "name", language), listed("sector", sector and sector.code)),
        (_("Size"), organisation.get_size_display()),
        (_("Region"), organisation.get_region_display(), listed("region", region)),
        (_("Enterprise number"), organisation.enterprise_number_in_groups),
        (_("Partner since"), _day(organisation.joined_on)),
        (_("Left on"), _day(organisation.left_on)),
    )


def contact_of(organisation, language):
    """The contact block, or None when nothing of it is known."""
    if organisation is None:
        return None
    contact = {
        "street": localized_value(organisation, "street", language),
        "postcode": organisation.postcode,
        "town": localized_value(organisation, "town", language),
        "telephone": organisation.telephone,
        "telephone_url": dialled(organisation.telephone),
        "email": organisation.email,
        "website": organisation.website,
    }
    return contact if any(contact.values()) else None


def contact_of_group(group, language):
    """The contact block of a group, without its e-mail address: that is shown to who asks for it."""
    if group is None or not (group.email or group.telephone):
        return None
    return {
        "name": group.organiser.name_in(language) if group.organiser else group.name_in(language),
        "telephone": group.telephone,
        "telephone_url": dialled(group.telephone),
        "has_email": bool(group.email),
    }


def dialled(telephone):
    """The number as a telephone dials it: digits, with the plus sign when there is one."""
    return "".join(sign for sign in telephone if sign.isdigit() or sign == "+")


def of_group_in_list(group):
    years = [_("since {date}").format(date=group.since.year) if group.since else ""]
    years += [_("until {date}").format(date=group.until.year) if group.until else ""]
    return [str(part) for part in (group.organiser, *years) if part]


def of_group(group, language, seats):
    if group is None:
        return []
    chairs = ", ".join(seat.name for seat in seats if seat.is_chair)
    return _facts(
        (_("Organised by"), group.organiser and group.organiser.name_in(language)),
        (_("Chair"), chairs),
        (_("Since"), _day(group.since)),
        (_("Until"), _day(group.until)),
        (_("Members"), str(len(seats)) if seats else ""),
    )


def funders(group, language):
    """The organisations that pay for the group, with their logos; in two queries."""
    if group is None:
        return []
    organisations = [row.organisation for row in group.funding.select_related("organisation")]
    pictures = pictures_of([organisation.logo_id for organisation in organisations], LOGO)
    return [_logo(organisation, pictures, language) for organisation in organisations]


def logo_of(organisation, language):
    """The logo, or None; in one query."""
    if organisation is None or not organisation.logo_id:
        return None
    logo = _logo(organisation, pictures_of([organisation.logo_id], LOGO), language)
    return logo if logo.picture else None


def _logo(organisation, pictures, language):
    return Logo(organisation.name_in(language), organisation.website, pictures.get(organisation.logo_id))
