"""What a result holds: numbers and identities, no word of any language."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from consultations.questionnaire import ClauseText, Item

CLAUSE = "clause"
"""The kind of a result about a clause of the draft text."""


@dataclass(frozen=True)
class Tally:
    """How often one answer was given: `key` is the uid of an option, a point of a scale, a stance, or “other”."""

    key: str
    by: dict
    of: int

    @property
    def count(self):
        return sum(self.by.values())

    @property
    def share(self):
        """Of those who answered, from 0 to 1."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Place:
    """How an option was ranked: its mean place, and how often it came first."""

    key: str
    mean: Decimal | None
    firsts: int


@dataclass(frozen=True)
class Result:
    """What was answered to a question, or said of a clause; what its kind does not have is empty."""

    uid: str
    kind: str
    asked: Item | ClauseText
    by: dict
    is_retired: bool = False
    tallies: tuple = ()
    rows: tuple = ()
    """For a table: (uid of the row, number of answers, tallies)."""
    places: tuple = ()
    mean: Decimal | None = None
    median: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    days: tuple[date, date] | tuple[()] = ()
    files: int = 0
    comments: int = 0

    @property
    def answered(self):
        return sum(self.by.values())


@dataclass(frozen=True)
class Results:
    """All of them: in the order of the questionnaire, clauses last; retired ones, of earlier versions, apart."""

    respondents: dict
    current: list = field(default_factory=list)
    retired: list = field(default_factory=list)

    @property
    def total(self):
        return sum(self.respondents.values())

    def __iter__(self):
        return iter([*self.current, *self.retired])
