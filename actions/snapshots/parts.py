"""What stands in a snapshot, as its readers see it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format

from actions import deadlines
from actions.models.statuses import Standing
from actions.progress import Progress

from .words import Text


@dataclass(frozen=True)
class Report:
    status_label: str
    holds_on: date
    reason: Text


@dataclass(frozen=True)
class Milestone:
    name: Text
    due_on: date | None
    reached_on: date | None


@dataclass(frozen=True)
class Move:
    before: date | None
    to: date
    reported_on: date
    reason: Text


@dataclass(frozen=True)
class Opinion:
    """What somebody else said of a commitment."""

    assessor: str
    voice: str
    level: int
    level_label: str
    assessed_on: date
    reason: Text
    source: str
    source_url: str


@dataclass(frozen=True)
class Promise:
    """A commitment as it stood; answers what `actions.deadlines` asks of a commitment."""

    code: str
    action_number: int
    organisation: str
    government: str
    joint: list
    text: Text
    standing: Standing
    status_label: str
    status_on: date | None
    is_ongoing: bool
    first_deadline: date | None
    due_on: date | None
    steps: list
    report: Report | None
    milestones: list
    opinions: list

    @property
    def who(self):
        return " · ".join(dict.fromkeys(filter(None, [self.government, self.organisation])))

    @property
    def standing_label(self):
        return str(self.standing.label)

    @property
    def deadline(self):
        return deadlines.when(self, self.standing)

    @property
    def moves(self):
        return len(self.steps)

    @property
    def history(self):
        return deadlines.history(self)


@dataclass(frozen=True)
class Act:
    """An action with the commitments in it."""

    number: int
    name: Text
    pillar: int | None
    standing: Standing
    promises: list

    @property
    def standing_label(self):
        return str(self.standing.label)


@dataclass(frozen=True)
class Pillar:
    number: int | None
    name: Text | None
    progress: Progress
    acts: list


@dataclass(frozen=True)
class Figure:
    value: Decimal
    decimals: int
    day: date

    def __str__(self):
        return number_format(self.value, decimal_pos=self.decimals)


@dataclass(frozen=True)
class Indicator:
    action_number: int | None
    organisation: str
    name: Text
    unit: Text
    baseline: Figure | None
    targets: list
    latest: Figure | None
    source: str


@dataclass(frozen=True)
class Answer:
    organisation: str
    label: str
    answered_on: date
    reason: Text


@dataclass(frozen=True)
class Recommendation:
    source: Text
    organisation: str
    number: int
    text: Text
    answers: list
