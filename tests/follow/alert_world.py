"""Something to follow, and changes in it, without any app that knows of real ones."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core import changes
from core.changes import Change, Kind, Subject
from core.sealing import seal
from follow.alerts.addresses import follow_url
from follow.models import Follower, Following
from follow.services.addresses import digest_of, plain

MONDAY = datetime(2026, 11, 2, 7, tzinfo=timezone.get_default_timezone())
"""At which a weekly mail leaves."""

TITLES = {"nl": "Plan {}", "fr": "Le plan {}"}


def day(number, hour=7):
    return (MONDAY + timedelta(days=number)).replace(hour=hour)


@dataclass
class World:
    """Subjects of the kind "fake", and what changed in them; as many as a test says."""

    public: set = field(default_factory=lambda: {"one", "two", "three"})
    told: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def find(self, code, language):
        if code not in self.public:
            return None
        return Subject("fake", code, TITLES[language].format(code), f"/{language}/{code}/")

    def find_search(self, code, language):
        return Subject("search", code, f"“{code}”", "/nl/zoeken/") if code else None

    def tell(self, subject, language, *, since, until, most):
        self.asked.append((subject.code, language, since, until))
        of = [change for codes, change in self.told if subject.code in codes]
        new = [one for one in of if (since is None or one.at > since) and (until is None or one.at <= until)]
        return sorted(new, key=lambda one: one.at, reverse=True)[:most]

    def change(self, at, *codes, key="", **values):
        number = len(self.told) + 1
        values = {"title": f"Melding {number}", "text": "Nu voltooid.", "url": f"/nl/melding/{number}/"} | values
        self.told.append((codes or ("one",), Change(key or f"change-{number}", at, **values)))


def world_of(monkeypatch):
    """That world, for the time of one test; the changes of the apps stay out of it."""
    world = World()
    ours = {"fake": Kind("fake", "Nep", world.find), "search": Kind("search", "Zoeken", world.find_search)}
    monkeypatch.setattr(changes, "_kinds", changes._kinds | ours)
    monkeypatch.setattr(changes, "_sources", {"fake": world.tell})
    return world


def follower(email="lezer@example.org", *codes, at=MONDAY - timedelta(days=30), told=None, **values):
    """An address that follows these, the first alone if none are named, and was told everything until then."""
    one = Follower.objects.create(
        digest=digest_of(email), sealed=seal({"email": plain(email)}), told_until=told or at,
        **{"language": "nl", "frequency": "daily"} | values,
    )  # fmt: skip
    Following.objects.bulk_create(
        Following(follower=one, kind="fake", code=code, asked_at=at, confirmed_at=at) for code in codes or ("one",)
    )
    return one


def ask(client, email="lezer@example.org", code="one", kind="fake", language="nl", **values):
    values = {"email": email, "frequency": "weekly", "language": language} | values
    return client.post(follow_url(kind, code, language), values)


def url(name, key, language="nl"):
    with override(language):
        return reverse(f"follow:{name}", args=[key])


def link_in(message, name, language="nl"):
    """The path of the link of that screen in a mail."""
    before, _key, after = url(name, "KEY", language).partition("KEY")
    return re.search(rf"https?://[^/\s]+({re.escape(before)}[^/\s]+{re.escape(after)})", message.body)[1]


def last_mail():
    return mail.outbox[-1]
