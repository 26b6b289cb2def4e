"""What staff decides on contributions: that an entry says what its source says, that a late one counts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution
from consultations.services.sending import receipt_make

from .journal import ADMITTED, CHECKED, RETURNED, last_return, note

NOT_TO_CHECK = _("This contribution does not wait for a check.")
BY_ANOTHER = _("You entered it yourself: somebody else compares it with its source.")
CORRECT_FIRST = _("It was returned: it has to be corrected first.")
NOT_LATE = _("This contribution counts already: it was not late, or it was admitted before.")
WITHDRAWN = _("Its sender withdrew this contribution.")
REASON = _("Give the reason.")


@transaction.atomic
def entry_check(*, contribution, by, at=None):
    """Confirm that it says what its source says: from now on it counts, and has a receipt. Raises ValidationError."""
    at = at or timezone.now()
    contribution = _to_check(contribution, by)
    if last_return(contribution):
        raise ValidationError(CORRECT_FIRST)
    check_one(contribution, by, at)
    return contribution


def check_one(contribution, by, at):
    """The same for a locked one that was looked at."""
    contribution.state = Contribution.State.SENT
    contribution.checked_by, contribution.checked_at = by, at
    contribution.save(update_fields=["state", "checked_by", "checked_at"])
    receipt_make(contribution, at)
    note(contribution, CHECKED, by)


@transaction.atomic
def entry_return(*, contribution, by, reason):
    """Say what is wrong with an entry; it goes on waiting, until it is corrected. Raises ValidationError."""
    contribution = _to_check(contribution, by)
    if not reason.strip():
        raise ValidationError(REASON)
    note(contribution, RETURNED, by, reason.strip())


def _to_check(contribution, by):
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.state != Contribution.State.TO_CHECK:
        raise ValidationError(NOT_TO_CHECK)
    if contribution.entered_by_id == by.pk:
        raise ValidationError(BY_ANOTHER)
    return contribution


@transaction.atomic
def contribution_admit(*, contribution, by, reason, at=None):
    """Let a late contribution count, for a reason. Raises ValidationError."""
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.state == Contribution.State.WITHDRAWN:
        raise ValidationError(WITHDRAWN)
    if contribution.lateness != Contribution.Lateness.LATE or contribution.admitted_at:
        raise ValidationError(NOT_LATE)
    contribution.admitted_by, contribution.admitted_at = by, at or timezone.now()
    contribution.admitted_why = reason.strip()
    if not contribution.admitted_why:
        raise ValidationError(REASON)
    contribution.full_clean(exclude=["draft_key"], validate_unique=False)
    contribution.save(update_fields=["admitted_by", "admitted_at", "admitted_why"])
    note(contribution, ADMITTED, by)
    return contribution
