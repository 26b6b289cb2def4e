"""Whose drafts and contributions this browser may open: those it began, and those a link from a mail opened.

The session knows keys, nothing about the person; it is no log-in.
"""

from datetime import timedelta

from django.db.models import Q

from consultations.models import Contribution, Draft

DRAFTS, CONTRIBUTIONS = "consultation_drafts", "consultation_contributions"
REMEMBERED = timedelta(days=7)
MOST = 20
"""So many of each are remembered: the newest."""


def draft_remember(request, draft):
    """Let this browser write in the draft from now on."""
    _remember(request, DRAFTS, str(draft.key))


def draft_of(request, consultation):
    """The draft that this browser opened last in that consultation, of those that are not sent, or None."""
    keys = request.session.get(DRAFTS, [])
    drafts = Draft.objects.filter(key__in=keys, consultation=consultation, sent_at__isnull=True)
    found = {str(draft.key): draft for draft in drafts.select_related("version", "contribution")}
    return next((found[key] for key in reversed(keys) if key in found), None)


def sent_in(request, consultation):
    """The newest contribution to that consultation that this browser may open, or None.

    Also one that was sent in a moment at which the session could not be kept: its draft was begun here.
    """
    known, keys = request.session.get(CONTRIBUTIONS, []), request.session.get(DRAFTS, [])
    begun_here = Draft.objects.filter(key__in=keys, sent_at__isnull=False).values("contribution")
    sent = Contribution.objects.filter(Q(pk__in=known) | Q(pk__in=begun_here), consultation=consultation)
    return sent.order_by("-pk").first()


def contribution_remember(request, contribution):
    """Let this browser read, edit and withdraw the contribution from now on."""
    _remember(request, CONTRIBUTIONS, contribution.pk)


def contribution_of(request, reference):
    """The contribution with that reference, if this browser may open it; else None."""
    known = request.session.get(CONTRIBUTIONS, [])
    return Contribution.objects.filter(pk__in=known, reference=reference).select_related("consultation").first()


def forget_all(request):
    """Leave nothing in this browser: for a shared computer."""
    for name in (DRAFTS, CONTRIBUTIONS):
        request.session.pop(name, None)


def _remember(request, name, key):
    known = [kept for kept in request.session.get(name, []) if kept != key]
    request.session[name] = [*known, key][-MOST:]
    if not request.user.is_authenticated:
        request.session.set_expiry(int(REMEMBERED.total_seconds()))
