"""The promises of a plan on one day: where each stands, and what changed about it since its quarter began."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import cached_property

from .history import quarter_of
from .logs import State
from .reading import Promise

QUARTER, STANDING, DEADLINE, REPORT = "quarter", "standing", "deadline", "report"


@dataclass(frozen=True)
class Stand:
    promise: Promise
    state: State
    before: State
    """At the end of the day before the quarter began."""
    reports: int
    """How many came in during the quarter."""

    @property
    def standing(self):
        return self.state.standing()

    @cached_property
    def step(self):
        """From where to where it went in the quarter; None where it stayed."""
        then, now = self.before.standing(), self.standing
        return (then, now) if then != now else None

    @property
    def has_moved(self):
        """Whether its deadline or review date is another one than when the quarter began."""
        return bool(self.before.due_on and self.state.due_on and self.before.due_on != self.state.due_on)

    @cached_property
    def changes(self):
        """The values of the facet of changes that it has."""
        found = []
        if step := self.step:
            found += [STANDING, step_code(*step)]
        if self.has_moved:
            found.append(DEADLINE)
        if self.reports:
            found.append(REPORT)
        return (QUARTER, *found) if found else ()


def step_code(then, now):
    return f"{then}-{now}"


def stands_on(promises, day):
    start = quarter_of(day)
    return [
        Stand(
            promise,
            promise.log.on(day),
            promise.log.on(start - timedelta(days=1)),
            len(promise.log.since(start, day)),
        )
        for promise in promises
    ]
