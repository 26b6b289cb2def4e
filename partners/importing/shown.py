"""The rows of a dry run as the screen shows them."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .columns import columns
from .known import DOMAIN, NAME, NUMBER
from .trial import State

REASONS = {NUMBER: _("the same number"), NAME: _("the same name"), DOMAIN: _("the same domain")}


@dataclass(frozen=True)
class Fact:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Like:
    """An organisation that is there already and seems to be the same."""

    name: str
    url: str
    why: str


@dataclass(frozen=True)
class Line:
    row: int
    name: str
    state: str
    state_label: str
    twin: int
    like: list
    completes: list
    differs: list
    problems: list
    field: object

    @property
    def is_there(self):
        return bool(self.like)


def numbers_of(trial):
    """How many rows of each sort: [(label, number)]."""
    counts = Counter(outcome.state for outcome in trial.outcomes)
    return [(label, counts[state]) for state, label in State.choices if counts[state]]


def lines_of(trial, form, url_of):
    """The rows in their order; `url_of(primary key)` leads to an organisation."""
    found = {column.name: column for column in columns()}
    return [_line(outcome, form, url_of, found) for outcome in trial.outcomes]


def _line(outcome, form, url_of, found):
    def facts(changes):
        return [_fact(change, found[change.column]) for change in changes]

    return Line(
        row=outcome.row,
        name=outcome.name,
        state=outcome.state,
        state_label=State(outcome.state).label,
        twin=outcome.twin,
        like=[
            Like(name, url_of(key), ", ".join(str(REASONS[item]) for item in why)) for key, name, why in outcome.like
        ],
        completes=facts(outcome.completes),
        differs=facts(outcome.differs),
        problems=outcome.problems,
        field=form[f"row-{outcome.row}"],
    )


def _why(reasons):
    return ", ".join(str(REASONS[reason]) for reason in reasons)


def _fact(change, column):
    words = {str(code): str(label) for code, label in column.kind.codes()}

    def said(value):
        return ", ".join(words.get(part, part) for part in value.split("; ")) if words else value

    return Fact(str(column.label), said(change.old), said(change.new))
