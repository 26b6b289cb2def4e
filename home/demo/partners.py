"""Organisations and groups of the demonstration."""

from core.languages import language_codes, localized_name
from core.models import Goal, Sector, Theme
from core.services import record_create
from partners.models import Funding, Group, Membership, Organisation

from .files import columns, read
from .words import publish_pages


def with_slugs(row):
    """The texts of a row's pages, each with its slug."""
    return {code: {"slug": row["slug"][code], **texts} for code, texts in row.get("page", {}).items()}


def load_organisations(governments, media, user, progress):
    themes, sectors = by_code(Theme), by_code(Sector)
    goals = {goal.number: goal for goal in Goal.objects.all()}
    rows = read("organisations.toml")["organisation"]
    known = {organisation.code: organisation for organisation in Organisation.objects.all()}
    for row in progress("organisations", rows):
        if row["code"] in known:
            _give_government(known[row["code"]], row, governments)
            continue
        organisation = Organisation(
            code=row["code"],
            kind=row["kind"],
            size=row.get("size", ""),
            sector=sectors[row["sector"]] if row.get("sector") else None,
            region=row.get("region", ""),
            government=governments[row["government"]] if row.get("government") else None,
            parent=known[row["parent"]] if row.get("parent") else None,
            enterprise_number=row.get("enterprise_number", ""),
            website=row.get("website", ""),
            email=row.get("email", ""),
            telephone=row.get("telephone", ""),
            postcode=row.get("postcode", ""),
            joined_on=row.get("joined") or None,
            left_on=row.get("left") or None,
            logo_id=media[row["logo"]] if row.get("logo") else None,
            fictional=row["fictional"],
            is_public=True,
            **columns(row, "name", "acronym", "town"),
            **{localized_name("street", code): row.get("street", "") for code in language_codes()},
        )
        organisation.themes.set([themes[code] for code in row.get("themes", [])])
        organisation.goals.set([goals[number] for number in row.get("goals", [])])
        known[row["code"]] = record_create(record=organisation, user=user)
        publish_pages(organisation, with_slugs(row), media)
    return known


def _give_government(organisation, row, governments):
    """One that an earlier version of the demonstration did not know: its plan cannot be loaded without."""
    if row.get("government") and organisation.government_id is None:
        organisation.government = governments[row["government"]]
        organisation.save(update_fields=["government"])


def load_groups(organisations, media, user, progress):
    themes = by_code(Theme)
    known = set(Group.objects.values_list("code", flat=True))
    for row in progress("groups", read("groups.toml")["group"]):
        if row["code"] in known:
            continue
        group = Group(
            code=row["code"],
            kind=row["kind"],
            organiser=organisations.get(row.get("organiser")),
            since=row.get("since") or None,
            until=row.get("until") or None,
            email=row.get("email", ""),
            telephone=row.get("telephone", ""),
            fictional=row["fictional"],
            is_public=True,
            **columns(row, "name"),
        )
        group.themes.set([themes[code] for code in row.get("themes", [])])
        group.funding.set([Funding(organisation=organisations[code]) for code in row.get("funders", [])])
        record_create(record=group, user=user)
        for seat in row.get("member", []):
            _add_seat(group, seat, organisations)
        publish_pages(group, with_slugs(row), media)


def _add_seat(group, row, organisations):
    seat = Membership(
        group=group,
        organisation=organisations.get(row.get("organisation")),
        person=row.get("person", ""),
        role=row["role"],
        since=row.get("since"),
        until=row.get("until"),
    )
    seat.full_clean()
    seat.save()


def by_code(model):
    return {term.code: term for term in model.objects.all()}
