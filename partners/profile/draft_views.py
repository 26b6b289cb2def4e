"""The profile while it is typed, for the script; works in JSON."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partners.services.profile_drafts import Closed, profile_open_of
from partners.space.access import speaks_for

from .screens import time_of
from .typed import keep, posted_in


@speaks_for()
@require_POST
def draft(request, representation):
    """Keeps what is typed a moment after each pause, for the script; answers in JSON with what to show."""
    submission = profile_open_of(representation.organisation)
    try:
        if submission is None:
            raise Closed
        saved = keep(submission, posted_in(request.POST).undecided())
    except Closed:
        return _told(_("Not saved: this was sent, or decided on, meanwhile. Copy what you typed."), 409)
    if saved.conflicts:
        return _told(_("Not all is saved: something else was saved elsewhere. Press a button below to see both."), 409)
    return _told(_("Saved at {time}").format(time=time_of(saved.submission.saved_at)))


def _told(message, status=200):
    return JsonResponse({"message": message}, status=status)
