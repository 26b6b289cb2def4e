"""For which organisation somebody speaks, and who confirms it: its domain, or its people."""

import unicodedata

from django.db import transaction
from django.utils import timezone

from consultations.kinds import Mandate, RespondentKind
from consultations.models import Contribution, RespondentLink
from core.languages import localized_names
from core.sealing import email_digest
from core.validators import normalise_enterprise_number
from partners.domains import belongs, domain_of_address, domains_of
from partners.models import Organisation

from .identities import identity_read


class NothingToSay(Exception):
    """The mandate is not asked for any longer: it was said before, taken back, or is about another now."""


def organisation_of(about):
    """The partner that somebody writes for, or None: by its number, else by its name, else by the domain.

    Only what is exactly the same counts, in either language, apart from capitals and accents. Two partners of one
    name or one domain are none, and neither is a partner with another number than the one that was given.
    """
    number = normalise_enterprise_number(about.enterprise_number)
    if about.respondent == RespondentKind.INDIVIDUAL or not (number or about.organisation_name.strip()):
        return None
    partners = Organisation.objects.public()
    by_number = number and partners.filter(enterprise_number=number).first()
    if by_number:
        return by_number
    if number:
        partners = partners.filter(enterprise_number="")
    return _named(partners, about.organisation_name) or _at_domain(partners, domain_of_address(about.email))


def _named(partners, name):
    wanted, columns = plain(name), localized_names("name")
    rows = partners.values_list("pk", *columns) if wanted else ()
    found = [pk for pk, *names in rows if wanted in {plain(name or "") for name in names}]
    return partners.get(pk=found[0]) if len(found) == 1 else None


def _at_domain(partners, domain):
    if not domain:
        return None
    rows = partners.only("pk", "website", "email").exclude(website="", email="")
    found = [row.pk for row in rows if any(belongs(domain, own) for own in domains_of(row))]
    return partners.get(pk=found[0]) if len(found) == 1 else None


def plain(name):
    """A name without capitals, accents and double spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def mandate_by_domain(contribution):
    """The mandate of a contribution, now that its sender's address is confirmed."""
    if contribution.mandate != Mandate.DECLARED or contribution.organisation is None:
        return contribution.mandate
    return Mandate.DOMAIN if is_of_domain(contribution) else Mandate.DECLARED


def is_of_domain(contribution):
    """Whether the address of its sender is one of the organisation's own domain."""
    domain = domain_of_address(identity_read(contribution).get("email", ""))
    return any(belongs(domain, own) for own in domains_of(contribution.organisation))


@transaction.atomic
def mandate_answer(*, link, confirmed, at=None):
    """The organisation says whether somebody speaks for it: once. Raises NothingToSay."""
    link = RespondentLink.objects.select_for_update().get(pk=link.pk)
    contribution = Contribution.objects.select_for_update().get(pk=link.contribution_id)
    if link.used_at or not is_asked(link, contribution):
        raise NothingToSay
    contribution.mandate = Mandate.PEOPLE if confirmed else Mandate.DENIED
    contribution.save(update_fields=["mandate"])
    link.used_at = at or timezone.now()
    link.save(update_fields=["used_at"])
    return contribution


def is_asked(link, contribution):
    """Whether the organisation that got the link can still say it: none of its people did, and it is still named."""
    organisation = contribution.organisation
    return (
        organisation is not None
        and link.email_digest == email_digest(organisation.email)
        and contribution.mandate in (Mandate.DECLARED, Mandate.DOMAIN)
        and contribution.state != Contribution.State.WITHDRAWN
    )
