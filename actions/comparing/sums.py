"""How the promises of governments add up: where they stand, how often deadlines moved, how late the late ones are."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from actions.models.commitments import Commitment
from actions.models.statuses import Standing
from actions.progress import Part, Progress
from core.dates import today
from core.kept import kept


@dataclass
class Sums:
    """The commitments of one government, in one plan or in all of them."""

    counts: Counter = field(default_factory=Counter)
    moves: int = 0
    moved: int = 0
    """How many commitments of which the deadline moved."""
    days_late: list = field(default_factory=list)
    """For each late one."""

    def add(self, standing, moves, due_on, is_ongoing):
        self.counts[standing] += 1
        if moves and not is_ongoing:
            self.moves += moves
            self.moved += 1
        if standing == Standing.LATE:
            self.days_late.append((today() - due_on).days)

    def __add__(self, other):
        return Sums(
            self.counts + other.counts,
            self.moves + other.moves,
            self.moved + other.moved,
            self.days_late + other.days_late,
        )

    @property
    def total(self):
        return self.counts.total()

    @property
    def late(self):
        return self.counts[str(Standing.LATE)]

    @property
    def share_late(self):
        """In hundredths, or None where nothing was promised."""
        return round(100 * self.late / self.total) if self.total else None

    @property
    def median_late(self):
        return round(median(self.days_late)) if self.days_late else None

    @property
    def progress(self):
        parts = [Part(code, str(label), self.counts[code]) for code, label in Standing.choices if self.counts[code]]
        return Progress(self.total, parts)


FIELDS = ("organisation__government__code", "standing", "moves", "due_on", "timing")


def sums_of_plans():
    """{government code: {plan pk: Sums}} of all public plans; one query, kept until something public changes."""
    return kept("sums-of-governments", _sums_of_plans)


def _sums_of_plans():
    from actions.models import Action

    rows = Commitment.objects.public().filter(action__in=Action.objects.public().values("pk")).with_standing()
    found = defaultdict(dict)
    for code, standing, moves, due_on, timing, plan in rows.order_by().values_list(*FIELDS, "action__plan"):
        if code:
            found[code].setdefault(plan, Sums()).add(standing, moves, due_on, timing == Commitment.Timing.ONGOING)
    return dict(found)
