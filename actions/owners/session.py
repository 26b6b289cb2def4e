"""The personal session that a link from a mail opens: for one contact person and one purpose, and nothing else.

It is no log-in: Django's own user stays who they were, usually nobody.
"""

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.utils import timezone

from actions.models import ContactPerson, PersonalLink

KEY = "personal"
IDLE = timedelta(hours=2)
"""After so long without a sign of the person the session is over."""

REMEMBERED = timedelta(days=1)
"""So long we still know whose session it was, to offer a new link; it opens nothing."""

MARK = timedelta(minutes=1)
"""How exactly the time of the last sign is kept: not every request writes."""


def start(request, contact, at=None):
    """Open it under a new session key; whatever somebody else left in this browser is gone."""
    # The token of forms stays as it was: what was typed in a tab from before can still be sent.
    if request.user.is_authenticated:
        request.session.cycle_key()
    else:
        request.session.flush()
        request.session.set_expiry(int(REMEMBERED.total_seconds()))
    _mark(request, contact.pk, at or timezone.now())


def contact_of(request, at=None):
    """Whose space this is: of who opened a link and is not idle for too long, or of who logged in; None for others."""
    at = at or timezone.now()
    kept = _kept(request)
    if kept and timedelta(0) <= at - kept["seen"] < IDLE:
        contact = _person(pk=kept["contact"])
        if contact and at - kept["seen"] >= MARK:
            _mark(request, contact.pk, at)
        return contact
    return _person(user=request.user) if request.user.is_authenticated else None


def contact_before(request):
    """Whose session ended by idleness in this browser, or None."""
    kept = _kept(request)
    return _person(pk=kept["contact"]) if kept else None


def end(request):
    """Leave: the personal session, and the log-in of who has a space of their own by it."""
    request.session.pop(KEY, None)
    if not request.user.is_authenticated:
        request.session.flush()
    elif _person(user=request.user):
        logout(request)


def _mark(request, pk, at):
    request.session[KEY] = {"contact": pk, "purpose": PersonalLink.Purpose.REPORT, "seen": at.isoformat()}


def _kept(request):
    kept = request.session.get(KEY)
    if not kept or kept["purpose"] != PersonalLink.Purpose.REPORT:
        return None
    return kept | {"seen": datetime.fromisoformat(kept["seen"])}


def _person(**known):
    return ContactPerson.objects.filter(erased_at__isnull=True, **known).select_related("organisation").first()
