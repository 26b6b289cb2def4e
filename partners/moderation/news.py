"""A request that comes in: its line in the log, and who hears of it."""

from wagtail.models import ModelLogEntry

from editorial.mails.post import after_commit

from . import mails
from .journal import note


def saved(kind, instance, raw=False, **kwargs):
    """Receives every save of a request; whoever decides hears once of each time that it was sent in."""
    if raw or instance.state != instance.State.SUBMITTED:
        return
    moment = instance.submitted_at.isoformat()
    told = ModelLogEntry.objects.for_instance(instance).filter(action="partners.request_made", data__at=moment)
    if not told.exists():
        note(kind, instance, "partners.request_made", at=moment)
        after_commit(mails.tell_moderators, kind, instance.pk)
