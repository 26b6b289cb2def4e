"""People of organisations, for tests: who logged in, with addresses that they confirmed."""

from allauth.account.models import EmailAddress

from tests.factories import RepresentativeFactory, UserFactory


def person(email, *, verified=True, **values):
    """Somebody with that address, confirmed unless told."""
    user = UserFactory(email=email, **values)
    EmailAddress.objects.create(user=user, email=email.lower(), verified=verified, primary=True)
    return user


def speaker(organisation, email, role="administrator", **values):
    """Somebody with that confirmed address who speaks for the organisation."""
    return RepresentativeFactory(organisation=organisation, user=person(email, **values), role=role)
