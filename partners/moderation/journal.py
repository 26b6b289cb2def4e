"""What became of requests, in the log: it outlives people, so a line names the organisation and nobody who asked."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

MESSAGES = {
    "partners.request_made": (_("Request"), _("Waits for a decision")),
    "partners.request_accepted": (_("Acceptance"), _("Accepted")),
    "partners.request_returned": (_("Return"), _("Sent back with a reason")),
    "partners.request_overview": (_("Daily overview"), _("The overview of new requests was sent by mail")),
}


def note(kind, request, action, by=None, **data):
    """Write one line in the log of the request; `data` are plain values that say nothing of a person."""
    title = " · ".join(str(part) for part in (kind.label, request.organisation) if part)
    log(instance=request, action=action, user=by, title=title, data=data or None)


@hooks.register("register_log_actions")
def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name, label, message)
