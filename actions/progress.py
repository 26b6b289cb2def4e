"""How commitments add up: one rule, used everywhere and shown to readers in words (see `RULE`)."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models.statuses import Standing

RULE = _(
    "We count commitments, not actions. Each one is counted once, by its latest approved report; an open commitment "
    "whose deadline has passed counts as late, whatever its report says. Nobody picks late by hand."
)


@dataclass(frozen=True)
class Part:
    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Progress:
    """The commitments of a plan, an action or an organisation, counted by where they stand."""

    total: int
    parts: list

    def count(self, code):
        return next((part.count for part in self.parts if part.code == code), 0)

    @property
    def completed(self):
        return self.count(Standing.COMPLETED)

    @property
    def under_way(self):
        """Open, begun and not late."""
        return sum(self.count(code) for code in (Standing.IN_PROGRESS, Standing.IN_PREPARATION, Standing.UPDATE_DUE))

    @property
    def late(self):
        return self.count(Standing.LATE)

    @property
    def no_news(self):
        return self.count(Standing.NO_NEWS)

    @property
    def is_published(self):
        """Whether any status was published at all."""
        return self.total > self.no_news


def progress_of(commitments, on=None):
    """Count commitments that came with their status (`with_status(on)`)."""
    counts = Counter(commitment.standing(on) for commitment in commitments)
    parts = [Part(code, str(label), counts[code]) for code, label in Standing.choices if counts[code]]
    return Progress(sum(counts.values()), parts)
