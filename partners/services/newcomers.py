"""The record of an organisation that was claimed before the register knew it."""

from django.utils.text import slugify

from core.languages import localized_names
from core.services import record_create
from core.validators import normalise_enterprise_number
from partners.models import Organisation

from .terms import hold


def organisation_of(claim, by):
    """The organisation with that number, else a new one: a name that was given in one language stands for all."""
    typed = claim.typed
    number = normalise_enterprise_number(typed.get("enterprise_number"))
    known = Organisation.objects.filter(enterprise_number=number).first() if number else None
    if known:
        return hold(known)
    name = next(filter(None, (typed.get(column) for column in localized_names("name"))), "")
    record = Organisation(
        code=_free_code(name),
        kind=typed.get("kind") or Organisation.Kind.OTHER,
        website=typed.get("website", ""),
        enterprise_number=number,
    )
    for column in localized_names("name"):
        setattr(record, column, typed.get(column) or name)
    return record_create(record=record, user=by)


def _free_code(name):
    """A public code from the name that nothing else has."""
    code = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(free for free in _numbered(code) if free not in taken)


def _numbered(code):
    yield code
    number = 2
    while True:
        yield f"{code}-{number}"
        number += 1
