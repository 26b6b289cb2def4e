"""What one address is told: what changed in what it follows, each change once."""

import hashlib
import logging
from dataclasses import dataclass, field

from django.utils.translation import override

from core.changes import changes_of, subject_of
from follow.models import Follower

from .subjects import is_known

MOST = 50
"""Changes in one mail; of the others it says how many there are, and where."""

ASKED = 500
"""Changes of one subject that are looked at."""

REMEMBERED = 200
"""Answers that are kept for the next who asks the same."""

EVERYTHING = "everything"

logger = logging.getLogger(__name__)


@dataclass
class Section:
    """What changed about one subject, newest first."""

    subject: object
    changes: list
    more: int = 0


@dataclass
class Digest:
    """One mail."""

    follower: Follower
    sections: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    """What it followed, and is no longer public."""

    def __bool__(self):
        return bool(self.sections or self.gone)

    @property
    def count(self):
        return sum(len(section.changes) + section.more for section in self.sections)

    @property
    def key(self):
        """The same for the same news to the same address: a mail that leaves a second time is known by it."""
        news = [change.key for section in self.sections for change in section.changes]
        gone = [f"gone {one.pk}" for one in self.gone]
        return hashlib.sha256("\n".join([self.follower.key, *sorted(news), *gone]).encode()).hexdigest()[:40]


class Told:
    """What changed, asked once for all who follow the same in the same language since the same moment."""

    def __init__(self, until):
        self.until, self.subjects, self.changes = until, {}, {}

    def subject(self, following, language):
        key = following.kind, following.code, language
        if key not in self.subjects:
            self.subjects[key] = subject_of(*key)
        return self.subjects[key]

    def of(self, subject, language, since):
        key = subject.kind, subject.code, language, since
        if key not in self.changes:
            if len(self.changes) >= REMEMBERED:
                self.changes.clear()
            self.changes[key] = changes_of(subject, language, since=since, until=self.until, most=ASKED)
        return self.changes[key]


def digest_of(follower, told):
    """What this address was not told yet, in its language."""
    with override(follower.language):
        return _digest_of(follower, told)


def _digest_of(follower, told):
    digest, seen, found = Digest(follower), set(), []
    followings = follower.followings.confirmed().order_by("pk")
    # What is about everything comes last, so that a change stands under the narrower subject.
    for following in sorted(followings, key=lambda one: one.kind == EVERYTHING):
        if not is_known(following.kind):
            logger.error("Nothing can be said about what is followed of the kind %s", following.kind)
            continue
        subject = told.subject(following, follower.language)
        if subject is None:
            digest.gone.append(following)
            continue
        since = max(follower.told_until, following.confirmed_at)
        new = [change for change in told.of(subject, follower.language, since) if change.key not in seen]
        seen |= {change.key for change in new}
        if new:
            found.append(Section(subject, new))
    digest.sections = _cut(found)
    return digest


def _cut(sections):
    """The newest of all of them, each under its subject; a subject of which none is among them is still named."""
    newest = sorted(
        ((change.at, change.key) for section in sections for change in section.changes), reverse=True
    )  # fmt: skip
    shown = {key for _at, key in newest[:MOST]}
    cut = []
    for section in sections:
        changes = [change for change in section.changes if change.key in shown]
        cut.append(Section(section.subject, changes, len(section.changes) - len(changes)))
    return cut
