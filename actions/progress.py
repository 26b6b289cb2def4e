"""How commitments add up: one rule, used everywhere and shown to readers in words (see `RULE`, `RULE_OF_ACTIONS`)."""

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from .models.statuses import Standing

RULE = _(
    "We count commitments, not actions. Each one is counted once, by its latest approved report; an open commitment "
    "whose deadline has passed counts as late, whatever its report says. Nobody picks late by hand."
)

RULE_OF_ACTIONS = _(
    "An action is late as soon as one of its commitments is late. Otherwise it stands where its furthest-behind open "
    "commitment stands; a commitment without a published status is left out as long as another one has a status. An "
    "action is completed when every commitment that was not stopped is completed, and stopped when all were stopped."
)

RULE_OF_NEWS = _(
    "A commitment needs an update when its plan expects a report and none came in time, or when the review date of an "
    "ongoing one has passed. After a year of silence it has lapsed. Neither is ever late: only a deadline that has "
    "passed makes late."
)

RULES = [RULE, RULE_OF_ACTIONS, RULE_OF_NEWS]

FURTHEST_BEHIND_FIRST = [
    Standing.LATE,
    Standing.NOT_STARTED,
    Standing.IN_PREPARATION,
    Standing.LAPSED,
    Standing.UPDATE_DUE,
    Standing.IN_PROGRESS,
    Standing.COMPLETED,
    Standing.STOPPED,
]


@dataclass(frozen=True)
class Part:
    code: str
    label: str
    count: int
    url: str = ""

    @property
    def marks(self):
        """As many as there are, for a picture with one mark each."""
        return range(self.count)


@dataclass(frozen=True)
class Progress:
    """The commitments of a plan, an action or an organisation, counted by where they stand."""

    total: int
    parts: list

    def count(self, code):
        return next((part.count for part in self.parts if part.code == code), 0)

    @property
    def no_news(self):
        return self.count(Standing.NO_NEWS)

    @property
    def is_published(self):
        """Whether any status was published at all."""
        return self.total > self.no_news

    def linked_to(self, address, anchor=""):
        """The same counts, each leading to its list: that address, narrowed to one standing."""
        parts = [replace(part, url=list_url(address, part.code, anchor)) for part in self.parts]
        return Progress(self.total, parts)


def list_url(address, standing, anchor=""):
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'status': str(standing)})}{anchor}"


def progress_of(commitments, on=None):
    """Count commitments that came with their status (`with_status(on)`)."""
    return progress_from(Counter(commitment.standing(on) for commitment in commitments))


def progress_from(counts):
    """The same, of commitments that were counted already: {standing: number}."""
    parts = [Part(code, str(label), counts[code]) for code, label in Standing.choices if counts.get(code)]
    return Progress(sum(counts.values()), parts)


def standing_of(commitments, on=None):
    """Where an action stands, from its commitments: see `RULE_OF_ACTIONS`."""
    standings = {commitment.standing(on) for commitment in commitments}
    return next((standing for standing in FURTHEST_BEHIND_FIRST if standing in standings), Standing.NO_NEWS)
