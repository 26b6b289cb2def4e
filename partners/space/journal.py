"""What the secretariat does about the people of an organisation, in its log: a line names nobody."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

MESSAGES = {
    "partners.representative_added": (_("Person added"), _("Somebody speaks for it from now on")),
    "partners.representative_role": (_("Role changed"), _("Somebody who speaks for it has another role")),
    "partners.representative_ended": (_("Role ended"), _("Somebody speaks for it no longer")),
    "partners.domain_added": (_("Domain confirmed"), _("A domain is its own")),
    "partners.domain_removed": (_("Domain removed"), _("A domain is its own no longer")),
}


def note(organisation, action, by, **data):
    log(instance=organisation, action=action, user=by, title=str(organisation), data=data or None)


@hooks.register("register_log_actions")
def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name, label, message)
