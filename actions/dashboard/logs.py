"""The logs of many commitments, read once: where each stood on any day, without asking the database again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property

from actions.models.commitments import Commitment
from actions.models.reports import StatusReport
from actions.querysets import RHYTHM_OF_PLEDGES


@dataclass(frozen=True)
class Entry:
    """An approved report."""

    pk: int
    status: str
    holds_on: date
    known_on: date
    """The day in Brussels on which it was approved."""
    moves_to: date | None = None
    corrected_on: date | None = None
    """The day on which a correction of it was approved."""

    def counts_on(self, day):
        """Whether readers knew it at the end of that day, it held by then, and it was not corrected yet."""
        is_corrected = self.corrected_on is not None and self.corrected_on <= day
        return self.known_on <= day and self.holds_on <= day and not is_corrected


@dataclass(frozen=True)
class State:
    """What `with_status(day)` adds to a commitment, and where it stands by the same rule."""

    as_of: date
    status: str | None
    status_on: date | None
    due_on: date | None
    moves: int
    rhythm: int | None
    is_ongoing: bool
    moved_by: int | None = None
    """The report that set the deadline as it is."""

    # One rule: these ask a commitment for nothing but the fields above.
    is_open = Commitment.is_open
    is_due_soon = Commitment.is_due_soon
    _silent_since = Commitment._silent_since

    def standing(self, on=None):
        return self._standing if on is None else Commitment.standing(self, on)

    @cached_property
    def _standing(self):
        """Worked out once: the page of a plan asks for it time and again."""
        return Commitment.standing(self)


@dataclass(frozen=True)
class Log:
    """What decides where one commitment stands on any day; small enough to be kept in the cache."""

    first_due_on: date | None
    """The first deadline or review date."""
    is_ongoing: bool
    rhythm: int | None
    entries: tuple = ()
    """Every approved report, in the order in which they hold; the last one of a day was decided last."""

    def on(self, day):
        """The State at the end of that day: as `with_status(day)` and `standing(day)` say."""
        counting = [entry for entry in self.entries if entry.counts_on(day)]
        moving = [entry for entry in counting if entry.moves_to]
        latest = counting[-1] if counting else None
        return State(
            as_of=day,
            status=latest and latest.status,
            status_on=latest and latest.holds_on,
            due_on=moving[-1].moves_to if moving else self.first_due_on,
            moves=len(moving),
            rhythm=self.rhythm,
            is_ongoing=self.is_ongoing,
            moved_by=moving[-1].pk if moving else None,
        )

    def since(self, start, day):
        """The reports that came in from `start` until the end of `day`, and count on that day."""
        return [entry for entry in self.entries if entry.known_on >= start and entry.counts_on(day)]


def logs_of(commitments):
    """The logs of these commitments (a queryset): {primary key: Log}; in two queries, for any number of days."""
    chosen = commitments.order_by()
    entries = _entries(chosen)
    rows = chosen.values_list("pk", "kind", "timing", "first_deadline", "review_on", "action__plan__rhythm")
    return {
        pk: Log(
            first_due_on=deadline or review,
            is_ongoing=timing == Commitment.Timing.ONGOING,
            rhythm=RHYTHM_OF_PLEDGES if kind == Commitment.Kind.PLEDGE else rhythm,
            entries=tuple(entries.get(pk, ())),
        )
        for pk, kind, timing, deadline, review, rhythm in rows
    }


def _entries(commitments):
    """{primary key of a commitment: its approved reports in order}"""
    reports = StatusReport.objects.approved().filter(commitment__in=commitments.values("pk"))
    rows = reports.order_by("holds_on", "decided_at", "pk").values_list(
        "pk", "commitment", "status", "holds_on", "decided_at", "moves_to", "corrects"
    )
    brussels = timezone.get_default_timezone()
    rows = [(*row[:4], timezone.localdate(row[4], brussels), *row[5:]) for row in rows]
    corrected = {}
    for *_rest, known_on, _moves_to, corrects in rows:
        if corrects:
            corrected[corrects] = min(known_on, corrected.get(corrects, known_on))
    found = defaultdict(list)
    for pk, commitment, status, holds_on, known_on, moves_to, _corrects in rows:
        found[commitment].append(Entry(pk, status, holds_on, known_on, moves_to, corrected.get(pk)))
    return found
