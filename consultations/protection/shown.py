"""When a form was shown, signed: for who cannot or does not want to run a script."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "consultations.protection.shown"
SOONEST = timedelta(seconds=3)
LATEST = timedelta(days=1)

FORGED = _("This page was not complete. Nothing is lost: look at your answers, and send them once more.")
TOO_SOON = _("That was faster than anybody can read. Nothing is lost: wait some seconds, and send it once more.")
TOO_LATE = _("This page was open for more than a day. Nothing is lost: look at your answers, and send them once more.")


def shown_now(draft, at):
    """A text that says when the form of that draft was shown; nobody else can make it."""
    return signing.dumps({"draft": str(draft.key), "at": int(at.timestamp())}, salt=SALT)


def shown_problem(text, draft, at):
    """Why a form that was shown then is not taken in now; None where it is."""
    try:
        told = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return FORGED
    if told["draft"] != str(draft.key):
        return FORGED
    open_for = at - datetime.fromtimestamp(told["at"], UTC)
    if open_for < SOONEST:
        return TOO_SOON
    return TOO_LATE if open_for > LATEST else None
