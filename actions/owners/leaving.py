"""Who leaves an organisation no longer reports on what it promised as an authority."""

from django.db.models import Q

from actions.models import Commitment, ContactPerson, Responsibility
from partners.models import Organisation
from partners.signals import representation_ended

from .people import commitment_take


def connect():
    representation_ended.connect(_ended, dispatch_uid="commitments_of_who_leaves")


def _ended(representative, **kwargs):
    if representative.user_id:
        commitments_give_up(user=representative.user, organisation=representative.organisation)


def commitments_give_up(*, user, organisation):
    """They report no longer on what the organisation as an authority promised, unless for another one that did."""
    contact = ContactPerson.objects.filter(user=user, erased_at__isnull=True).first()
    if contact is None:
        return
    authority = Commitment.objects.filter(kind=Commitment.Kind.AUTHORITY)
    theirs = authority.for_organisation(organisation)
    others = Organisation.objects.filter(Q(pk__in=Organisation.objects.of(user)) | Q(pk=contact.organisation_id))
    for other in others.exclude(pk=organisation.pk):
        theirs = theirs.exclude(pk__in=authority.for_organisation(other).values("pk"))
    rows = Responsibility.objects.filter(contact=contact, until__isnull=True, commitment__in=theirs.values("pk"))
    for responsibility in rows.select_related("contact__organisation"):
        commitment_take(responsibility=responsibility, by=None)
