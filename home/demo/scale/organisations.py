"""Synthetic organisations with their pages."""

from datetime import date, timedelta
from random import Random

from core.languages import language_codes
from core.models import Goal, Sector, Theme
from partners.models import Organisation, PartnerIndexPage

from . import names
from .pages import make_pages

CODE = "scale-"
REGIONS = {"flanders": range(8000, 9990, 5), "wallonia": range(4000, 7970, 10), "brussels": range(1000, 1210, 10)}
AT_ONCE = 1_000


def synthetic():
    return Organisation.objects.filter(code__startswith=CODE)


def grow_organisations(number, progress):
    """Have that many."""
    there = synthetic().count()
    random, sectors = Random(there), list(Sector.objects.all())  # noqa: S311 - repeatable, not secret
    made = []
    for start in progress("synthetic organisations", list(range(there, number, AT_ONCE))):
        rows = [_organisation(place, random, sectors) for place in range(start, min(start + AT_ONCE, number))]
        made += Organisation.objects.bulk_create(rows)
    for field, terms in (("themes", list(Theme.objects.all())), ("goals", list(Goal.objects.all()))):
        give_terms(made, field, terms, random)
    indexes = {page.locale.language_code: page for page in PartnerIndexPage.objects.select_related("locale")}
    make_pages(
        made, lambda _record, language: indexes[language], names.INTRODUCTION, progress, "pages of organisations"
    )


def give_terms(records, field, terms, random):
    """Two terms of a vocabulary for each."""
    if not records:
        return
    relation = type(records[0])._meta.get_field(field)
    through, own, other = relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
    through.objects.bulk_create(
        [through(**{own: record, other: term}) for record in records for term in random.sample(terms, 2)],
        batch_size=AT_ONCE,
    )


def _organisation(number, random, sectors):
    kind = random.choice(list(names.KINDS))
    field = random.choice(names.FIELDS)
    words = {code: f"{names.KINDS[kind][code]} {field[code]}" for code in language_codes()}
    region = random.choice(list(REGIONS))
    return Organisation(
        code=f"{CODE}{number}",
        kind=kind,
        size=random.choice(Organisation.Size.values),
        sector=random.choice(sectors),
        region=region,
        postcode=str(random.choice(REGIONS[region])),
        website=f"https://scale-{number}.example",
        joined_on=date(2012, 1, 1) + timedelta(days=random.randrange(4_500)),
        fictional=True,
        is_public=True,
        **names.in_every_language("name", words, number),
        **names.in_every_language("town", names.TOWN),
    )
