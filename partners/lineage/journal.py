"""What became of organisations, in their log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

MESSAGES = {
    "partners.renamed": (_("Renaming"), _("Has another name; the former one is kept")),
    "partners.merged": (_("Merger"), _("Merged into another organisation")),
    "partners.took_over": (_("Take-over"), _("Another organisation merged into it")),
    "partners.reorganised": (_("Reorganisation"), _("Was reorganised into others")),
    "partners.came_from": (_("Reorganisation"), _("Came after another organisation")),
    "partners.left": (_("Leaving"), _("Left the partnership")),
}


def note(organisation, action, by, **data):
    """Write one line in the log of the organisation; `data` are plain values."""
    log(instance=organisation, action=action, user=by, data=data or None, content_changed=True)


@hooks.register("register_log_actions")
def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name, label, message)
