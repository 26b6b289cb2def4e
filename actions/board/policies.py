"""Governments are equals: a coordinator changes what the own government promised, and decides on nothing else."""

from django.db.models import Q

from actions.models import ContactPerson
from actions.services.submissions import APPROVE, MODERATE
from editorial.permissions import RecordPermissionPolicy

KEEPS_GOVERNMENTS = "users.change_government"
"""Who keeps the list of governments may correct the records of each, and still decides for the own one only."""


def may_change_for(user, government_id):
    """Whether this person may change records of that government; those of nobody’s government are everybody’s."""
    return government_id is None or user.works_for(government_id) or user.has_perm(KEEPS_GOVERNMENTS)


def decides(user):
    """Whether this person decides on anything at all that is sent in."""
    return user.has_perm(APPROVE) or user.has_perm(MODERATE)


def may_know(*, organisation, user):
    """Whether this person may read the names of the contact persons of that organisation."""
    if organisation.government_id is None:
        return user.has_perm(MODERATE)
    return user.works_for(organisation.government_id)


def known_contacts(user):
    """The contact persons whose names this person may read."""
    known = Q(organisation__government=user.service.government_id) if user.service else Q(pk__in=[])
    if user.has_perm(MODERATE):
        known |= Q(organisation__government__isnull=True)
    found = ContactPerson.objects.filter(known, erased_at__isnull=True)
    return found.select_related("organisation").order_by("name", "pk")


class GovernmentPolicy(RecordPermissionPolicy):
    """Rights on records with an `organisation`: changed by people of its government."""

    def user_has_permission_for_instance(self, user, action, instance):
        allowed = super().user_has_permission_for_instance(user, action, instance)
        if not allowed or action != "change" or not instance.organisation_id:
            return allowed
        return may_change_for(user, instance.organisation.government_id)
