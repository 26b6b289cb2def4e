"""What an address follows: to look at, to change, and to stop."""

import logging

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import active_language
from follow.services.stopping import follow_stop

from .addresses import stop_url
from .forms import OwnForm
from .personal import follower_or_404, personal
from .shell import show
from .subjects import followed

FAILED = gettext_lazy("This could not be done now, and nothing changed. Try again in an hour.")

logger = logging.getLogger(__name__)


@personal
def own(request, key):
    follower = follower_or_404(key)
    if not follower.followings.confirmed().exists():
        return show(request, "nothing", title=_("You follow nothing"))
    if request.method != "POST":
        return _show(request, follower)
    if "stop" in request.POST:
        return _stop(request, follower, request.POST["stop"])
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _show(request, follower, form=form)
    follower.frequency, follower.language = form.cleaned_data["frequency"], form.cleaned_data["language"]
    follower.save(update_fields=["frequency", "language"])
    return _show(request, follower, done=_("Your choice is saved."))


def _stop(request, follower, pk):
    try:
        stopped = follow_stop(follower=follower, pk=int(pk)) if pk.isdecimal() and len(pk) < 19 else False
    except OSError:
        logger.exception("Following could not be stopped: the ledger cannot be written")
        return _show(request, follower, errors=[(FAILED, "")], status=503)
    if not follower.followings.confirmed().exists():
        return show(request, "stopped", title=_("You follow nothing any more"))
    return _show(request, follower, done=_("You no longer follow this.") if stopped else "")


def _show(request, follower, *, form=None, done="", errors=(), status=200):
    language = active_language()
    form = form or OwnForm(initial={"frequency": follower.frequency, "language": follower.language})
    return show(
        request,
        "own",
        title=_("What you follow"),
        status=status,
        rows=[followed(one, language) for one in follower.followings.confirmed()],
        form=form,
        done=done,
        errors=errors or (form.summary() if form.is_bound else []),
        stop_url=stop_url(follower.key, language),
    )
