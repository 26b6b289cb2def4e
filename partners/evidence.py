"""What proves that somebody is of an organisation: the domain of an e-mail address that they confirmed."""

from allauth.account.models import EmailAddress

from .domains import domain_of_address, domain_of_site
from .models import Organisation, OrganisationDomain, Representative


def confirmed_addresses(user):
    """The e-mail addresses that this person proved to read, in small letters."""
    found = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {email.lower() for email in found}


def person_with(email):
    """Who proved to read that address and may log in, or None."""
    rows = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    found = rows.select_related("user").first()
    return found and found.user


def is_known_to(user, email):
    return bool(email) and email.lower() in confirmed_addresses(user)


def is_administered(organisation):
    return Representative.objects.current().administrators().filter(organisation=organisation).exists()


def is_proved(user, organisation):
    """Whether a confirmed address of this person has the very domain that is this organisation's, and no other's.

    A domain below it proves nothing: students, customers and members have addresses there. Neither does the domain of
    a website on which several organisations have their pages.
    """
    theirs = {domain_of_address(email) for email in confirmed_addresses(user)} - {""}
    if not theirs:
        return False
    if OrganisationDomain.objects.filter(organisation=organisation, name__in=theirs).exists():
        return True
    domain = domain_of_site(organisation.website)
    return domain in theirs and not _is_of_others(domain, organisation)


def _is_of_others(domain, organisation):
    if OrganisationDomain.objects.filter(name=domain).exclude(organisation=organisation).exists():
        return True
    others = Organisation.objects.filter(archived_at__isnull=True).exclude(pk=organisation.pk)
    websites = others.filter(website__icontains=domain).values_list("website", flat=True)
    return any(domain_of_site(website) == domain for website in websites)
