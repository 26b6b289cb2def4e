"""The history of a plan as stacked columns in SVG: across in percent, so that it fits any screen, down in pixels."""

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from actions.models.statuses import Standing
from actions.plan_filter import ANCHOR
from actions.progress import list_url

HEIGHT, TOP, BOTTOM = 260, 20, 228
"""Between the last two stand the columns; below them the days."""
LEFT, RIGHT = 9, 100
"""Percent of the width between which the columns stand; left of them the scale is written."""
FULL = 0.78
"""How much of its share of the width a column takes."""
MOST_LABELS = 5
"""So many years are written below the picture; on a small telephone more would touch."""


@dataclass(frozen=True)
class Bar:
    code: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True)
class Cell:
    code: str
    count: int
    url: str


@dataclass(frozen=True)
class Line:
    """A row of the table: the promises at the end of a day."""

    on: object
    url: str
    total: int
    cells: list


@dataclass(frozen=True)
class Picture:
    bars: list
    scale: list
    years: list
    legend: list
    """(standing, label) of what there is."""
    description: str
    lines: list
    step: int
    """Months between two columns."""
    height: int = HEIGHT
    bottom: int = BOTTOM


def picture_of(columns, step, here):
    """The Picture of these columns, or None for one alone; `here`: the query string of the last one."""
    if len(columns) < 2 or not columns[-1].total:
        return None
    found = {code for column in columns for code in column.counts}
    legend = [(str(code), label) for code, label in Standing.choices if code in found]
    most = max(column.total for column in columns)
    return Picture(
        bars=[bar for place, column in enumerate(columns) for bar in _bars(place, column, len(columns), most)],
        scale=[Tick(_down(value, most), number_format(value)) for value in sorted({0, most // 2, most})],
        years=_years(columns),
        legend=legend,
        description=_description(columns[0], columns[-1]),
        lines=[_line(column, legend, here if column is columns[-1] else None) for column in columns],
        step=step,
    )


def _bars(place, column, number, most):
    share = (RIGHT - LEFT) / number
    x, below = LEFT + share * (place + (1 - FULL) / 2), 0
    for code in Standing.values:
        if count := column.counts.get(code):
            below += count
            height = (BOTTOM - TOP) * count / most
            yield Bar(code, f"{x:.2f}", _down(below, most), f"{share * FULL:.2f}", f"{height:.1f}")


def _down(value, most):
    return f"{BOTTOM - (BOTTOM - TOP) * value / most:.1f}"


def _years(columns):
    """Below the first column of a year, as many as fit."""
    share = (RIGHT - LEFT) / len(columns)
    firsts = {}
    for place, column in enumerate(columns):
        firsts.setdefault(column.on.year, place)
    every = -(-len(firsts) // MOST_LABELS)
    return [
        Tick(f"{LEFT + share * (place + (1 - FULL) / 2):.2f}", str(year))
        for number, (year, place) in enumerate(firsts.items())
        if number % every == 0
    ]


def _description(first, last):
    words = _("At the end of {day}, {completed} of {total} were completed and {late} late.")
    return " ".join(
        words.format(
            day=date_format(column.on, "DATE_FORMAT"),
            completed=number_format(column.counts.get(Standing.COMPLETED, 0)),
            late=number_format(column.counts.get(Standing.LATE, 0)),
            total=number_format(column.total),
        )
        for column in (first, last)
    )


def _line(column, legend, here):
    query = f"?on={column.on.isoformat()}" if here is None else here
    cells = [Cell(code, column.counts.get(code, 0), list_url(query, code, ANCHOR)) for code, _label in legend]
    return Line(column.on, f"{query}{ANCHOR}", column.total, cells)
