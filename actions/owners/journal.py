"""What happens to contact persons, in the log: it outlives them, so a line carries an organisation and a number."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

MESSAGES = {
    "actions.responsibility_given": (_("Commitment given"), _("Reports on a commitment from now on")),
    "actions.responsibility_ended": (_("Commitment taken"), _("Reports on a commitment no longer")),
    "actions.link_sent": (_("Link sent"), _("A personal link was mailed")),
    "actions.contact_erased": (_("Person erased"), _("Name, address, links and drafts were erased")),
}


def note(contact, action, by):
    """Write one line in the log of this person, without their name."""
    log(instance=contact, action=action, user=by, title=f"{contact.organisation} · {contact.pk}", content_changed=True)


@hooks.register("register_log_actions")
def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name, label, message)
