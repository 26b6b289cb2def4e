"""What staff does with contributions, in the log: it names no respondent, and quotes nothing that one wrote."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

ENTERED, CORRECTED = "consultations.entered", "consultations.corrected"
CHECKED, RETURNED, ADMITTED = "consultations.checked", "consultations.returned", "consultations.admitted"

MESSAGES = {
    ENTERED: (_("Entered"), _("Entered from its source")),
    CORRECTED: (_("Corrected"), _("Entered again, with corrections")),
    CHECKED: (_("Checked"), _("Compared with its source, and confirmed")),
    RETURNED: (_("Returned"), _("Compared with its source, and returned")),
    ADMITTED: (_("Admitted"), _("Counts, although it was late")),
}


def note(contribution, action, by, reason=""):
    """Write one line in the log of a contribution."""
    data = {"reason": reason} if reason else None
    log(instance=contribution, action=action, user=by, title=contribution.reference, data=data, content_changed=True)


def lines_of(contribution):
    """Its lines in the log, newest first."""
    return ModelLogEntry.objects.for_instance(contribution).select_related("user").order_by("-timestamp", "-pk")


def last_return(contribution):
    """The line that says why it was returned, as long as nothing was done about it; else None."""
    last = lines_of(contribution).filter(action__in=MESSAGES).first()
    return last if last and last.action == RETURNED else None


@hooks.register("register_log_actions")
def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name, label, message)
