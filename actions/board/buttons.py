"""What can still be done with something that was sent in, as buttons for its dossier."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from actions.services.submissions import languages_without_reason, may_decide, may_translate


def submission_buttons(submission, user):
    """Approve or return, add the other language: as far as this person may, and it is still open."""
    where = [submission._meta.model_name, submission.pk]
    buttons = []
    if submission.state == submission.State.SUBMITTED and may_decide(submission=submission, user=user):
        url = reverse("queue:decide", args=where)
        buttons.append(Button(_("Approve or return"), url=url, icon_name="check", priority=10))
    if languages_without_reason(submission) and may_translate(submission=submission, user=user):
        url = reverse("queue:translate", args=where)
        buttons.append(Button(_("Add the other language"), url=url, icon_name="globe", priority=20))
    return buttons
