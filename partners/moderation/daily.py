"""The daily overview: for each moderator what came in since the last one, and still waits."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from core.dates import day_of
from editorial.mails.post import address, send

from .kinds import kinds
from .mails import facts_of, moderators
from .queue import requests_of, waiting_keys

ACTION = "partners.request_overview"
AT_MOST = 10
"""How many requests one mail names."""


def send_overviews(at=None):
    """Mail every moderator what they were not told yet; return how many were told. Safe to run often."""
    at = at or now()
    return sum(_send(person, at) for person in moderators(kinds()))


def _send(person, at):
    last = _last(person)
    if last and day_of(last) == day_of(at):
        return False
    news = [row for row in _news(person, at) if last is None or row[1].submitted_at > last]
    if not news:
        return False
    # Written before the mail goes, and taken out when it did not: two runs at the same time send one.
    entry = log(instance=person, action=ACTION, data={"at": at.isoformat()})

    def facts():
        shown = [facts_of(kind, request) for kind, request in news[:AT_MOST]]
        more = max(len(news) - AT_MOST, 0)
        return {"number": len(news), "lines": shown, "more": more, "all_url": address("requests:index")}

    sent = send("requests_daily", [person], facts, preference="any", patience=None)
    if not sent:
        entry.delete()
    return sent


def _news(person, at):
    """What waits for this person and was not mailed to them at once; of their own organisations first."""
    keys = waiting_keys(person)
    rows = requests_of(list(keys)) if keys is not None else []
    at_once = _hears_at_once(person)
    rows = [(kind, request) for kind, request in rows if request.submitted_at <= at]
    rows = [(kind, request) for kind, request in rows if not (at_once and _was_told(person, request))]
    return sorted(rows, key=lambda row: not _manages(person, row[1]))


def _hears_at_once(person):
    profile = UserProfile.objects.filter(user=person).first() or UserProfile()
    return profile.submitted_notifications


def _was_told(person, request):
    """Whether the mail of the moment itself went to this person: where there is an account manager, to nobody else."""
    manager = request.organisation and request.organisation.account_manager
    return _manages(person, request) or not manager


def _manages(person, request):
    return bool(request.organisation and request.organisation.account_manager_id == person.pk)


def _last(person):
    kind = ContentType.objects.get_for_model(get_user_model())
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk), action=ACTION)
    entry = entries.order_by("-timestamp", "-pk").first()
    return parse_datetime(entry.data["at"]) if entry else None
