"""The two decisions on a request, each in one act: the row is locked, and nobody decides twice or on their own."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.mails.post import after_commit

from . import mails
from .journal import note
from .rules import may_decide

LONGEST_REASON = 2000


class AlreadyDecided(ValidationError):
    """It waits no longer."""


class Changed(ValidationError):
    """It was sent in anew since who decides read it."""


def seen_of(request):
    """What names this text of the request: when it was sent in, and which version."""
    return f"{request.submitted_at.isoformat()}#{getattr(request, 'version', 0)}"


def accept(*, kind, request, by, data=None, seen=None):
    """Let it come true and tell who asked; returns what the kind made of it."""
    return _decide(kind, request, by, seen, "accepted", lambda row: kind.accept(request=row, by=by, data=data or {}))


def send_back(*, kind, request, by, reason, seen=None):
    """Send it back with a reason, in a mail to who asked."""
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("Say why: the reason is sent to who asked.")})
    return _decide(kind, request, by, seen, "returned", lambda row: kind.return_(request=row, by=by, reason=reason))


@transaction.atomic
def _decide(kind, request, by, seen, outcome, decide):
    row = kind.model.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if row.state != row.State.SUBMITTED:
        raise AlreadyDecided(_("Somebody already decided on this."))
    if not may_decide(kind=kind, request=row, user=by):
        raise PermissionDenied
    if seen is not None and seen != seen_of(row):
        raise Changed(_("This was sent in anew while you looked: read it again. Nothing you typed is lost."))
    made = decide(row)
    row.refresh_from_db()
    note(kind, row, f"partners.request_{outcome}", by)
    if not kind.writes_itself:
        after_commit(mails.tell_person, kind, row.pk)
    return made
