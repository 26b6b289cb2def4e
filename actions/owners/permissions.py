"""Which contact persons an editor sees: those of the organisations of their own government."""

from actions.models import ContactPerson
from editorial.permissions import RecordPermissionPolicy
from partners.models import Organisation


def keeps_all(user):
    """Whether this person manages everybody, as administrators do."""
    return user.has_perm("users.change_user")


def organisations_of(user):
    """The organisations whose people this editor keeps."""
    organisations = Organisation.objects.filter(archived_at__isnull=True)
    if keeps_all(user):
        return organisations
    return organisations.filter(government__isnull=False, government=user.service and user.service.government_id)


class ContactPermissionPolicy(RecordPermissionPolicy):
    """Rights on contact persons, within one's own government; who was erased is out of reach of everybody."""

    def user_has_permission_for_instance(self, user, action, instance):
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        contacts = ContactPerson.objects.filter(erased_at__isnull=True)
        if not self.user_has_any_permission(user, actions):
            return contacts.none()
        if keeps_all(user):
            return contacts
        return contacts.filter(organisation__in=organisations_of(user))
