"""Whose data this browser may see: for a short time after a link from a mail, by the digest of an address."""

from datetime import datetime, timedelta

KEY = "consultation_data"
LASTS = timedelta(minutes=30)


def start(request, digest, at):
    """From now on, under a new session key."""
    request.session.cycle_key()
    request.session[KEY] = {"digest": digest, "until": (at + LASTS).isoformat()}
    if not request.user.is_authenticated and request.session.get("_session_expiry") is None:
        request.session.set_expiry(int(LASTS.total_seconds()))


def digest_of(request, at):
    """The digest, or "" where no link was opened, or too long ago."""
    kept = request.session.get(KEY)
    return kept["digest"] if kept and at < datetime.fromisoformat(kept["until"]) else ""


def end(request):
    request.session.pop(KEY, None)
