"""How a plan stood at the end of each quarter since it began: the numbers behind the stacked picture."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import add_months, today

MOST_COLUMNS = 24
"""So many points in time at once; a longer history is shown by year, or by several years."""
STEPS = (3, 12, 24, 48, 96)
"""Months between two points in time."""


@dataclass(frozen=True)
class Column:
    """The promises of a plan at the end of a day, counted by where they stood."""

    on: date
    counts: dict

    @property
    def total(self):
        return sum(self.counts.values())


def quarter_of(day):
    """The first day of the quarter of that day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def columns_of(promises, begins_on):
    """A Column for the end of each quarter that is over, from the day on which there was something to tell."""
    if begins_on is None or not promises:
        return []
    days, start = [], quarter_of(begins_on)
    while (end := add_months(start, 3) - timedelta(days=1)) < today():
        days.append(end)
        start = add_months(start, 3)
    return [column_on(day, (promise.log.on(day) for promise in promises)) for day in days]


def column_on(day, states):
    return Column(day, dict(Counter(str(state.standing()) for state in states)))


def until(columns, last):
    """The columns before `last` and that one, as many as a picture can hold: (columns, months between two of them)."""
    earlier = [column for column in columns if column.on < last.on]
    for step in STEPS:
        chosen = [column for column in earlier if _is_end_of_period(column.on, step)]
        if len(chosen) < MOST_COLUMNS:
            break
    return [*chosen[-MOST_COLUMNS + 1 :], last], step


def _is_end_of_period(day, months):
    return months == 3 or (day.month == 12 and (day.year + 1) % (months // 12) == 0)
