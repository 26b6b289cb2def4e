"""No more mail: everything at once (RFC 8058), or never again. A button each; programs of mail may press the first."""

import logging

from django.utils.translation import gettext as _

from core.languages import active_language
from follow.services.stopping import follow_stop_all, mail_allow, mail_refuse

from .addresses import own_url
from .own_views import FAILED
from .personal import follower_of, follower_or_404, personal
from .shell import show

logger = logging.getLogger(__name__)


@personal
def stop(request, key):
    """Stops everything and erases the address; a second time finds nothing, and says the same."""
    follower = follower_of(key)
    if request.method == "POST":
        return _done(request, lambda: follower and follow_stop_all(follower=follower))
    if follower is None:
        return show(request, "stopped", title=_("You follow nothing any more"))
    return show(
        request, "stop", title=_("Stop all mails?"), own_url=own_url(follower.key, active_language())
    )  # fmt: skip


@personal
def never(request, key):
    """For an address that somebody else typed."""
    follower = follower_or_404(key)
    is_blocked = type(follower).objects.filter(pk=follower.pk).blocked().exists()
    if request.method == "POST" and "allow" in request.POST:
        return _done(request, lambda: mail_allow(follower=follower), "allowed", _("Mails are possible again"))
    if request.method == "POST":
        return _done(request, lambda: mail_refuse(follower=follower), "blocked", _("You get no mail from us any more"))
    if is_blocked:
        return show(request, "blocked", title=_("You get no mail from us any more"))
    return show(request, "never", title=_("Never write to you again?"))


def _done(request, act, name="stopped", title=""):
    try:
        act()
    except OSError:
        logger.exception("Mails could not be stopped: the ledger cannot be written")
        return show(request, "failed", title=_("Try again later"), status=503, reason=FAILED)
    return show(request, name, title=title or _("You follow nothing any more"))
