"""The geometry of a line chart in SVG: across in percent, so that it fits any screen, down in pixels."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import floor, log10

from django.utils.formats import number_format
from django.utils.translation import gettext as _

HEIGHT = 240
TOP, BOTTOM = 20, 208
"""Between these two lines stand the figures; below them the years."""
LEFT, RIGHT = 16, 94
"""Percent of the width between which the days stand; left of them the scale is written."""
MOST_YEARS = 5
"""So many years are written below the chart; on a small telephone more would touch."""
STEPS = 4


@dataclass(frozen=True)
class Mark:
    """A figure in the chart: x in percent of the width, y in pixels from the top."""

    x: str
    y: str
    kind: str
    is_replaced: bool = False


@dataclass(frozen=True)
class Line:
    start: Mark
    end: Mark


@dataclass(frozen=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True)
class Chart:
    marks: list
    lines: list
    """Between measurements, from the baseline on."""
    plan: list
    """From the baseline by way of the targets."""
    scale: list
    years: list
    borders: list
    """Where a year begins, in percent."""
    legend: list
    """(kind, words) of what there is in this chart."""
    height: int = HEIGHT
    bottom: int = BOTTOM


def chart_of(series):
    """The chart of a Series, or None where there is nothing to draw a line between."""
    indicator = series.indicator
    points = [(figure.day, figure.value, figure.kind, figure.is_replaced) for figure in series.figures]
    if series.has_baseline:
        points.append((indicator.baseline_on, indicator.baseline, "baseline", False))
    if len(points) < 2:
        return None
    points.sort(key=lambda point: point[0])
    across = _Across([day for day, *_rest in points])
    down = _Down([value for _day, value, *_rest in points])
    marks = [Mark(across.at(day), down.at(value), kind, replaced) for day, value, kind, replaced in points]
    counting = [mark for mark in marks if not mark.is_replaced]
    return Chart(
        # The latest on top of what it replaced.
        marks=sorted(marks, key=lambda mark: not mark.is_replaced),
        lines=_joined(counting, "measurement"),
        plan=_joined(counting, "target"),
        scale=[Tick(down.at(value), number_format(value, decimal_pos=down.decimals)) for value in down.ticks],
        years=across.years,
        borders=across.borders,
        legend=list(_legend(marks)),
    )


def _legend(marks):
    kinds = {mark.kind for mark in marks}
    words = {"baseline": _("Baseline"), "measurement": _("Measurement"), "target": _("Target")}
    yield from ((kind, label) for kind, label in words.items() if kind in kinds)
    if any(mark.is_replaced for mark in marks):
        yield "replaced", _("Replaced by a later figure")


def _joined(marks, kind):
    chain = [mark for mark in marks if mark.kind in ("baseline", kind)]
    return [Line(start, end) for start, end in pairwise(chain)]


class _Across:
    """Days as percentages of the width, over whole years."""

    def __init__(self, days):
        self.first, self.last = min(days).year, max(days).year
        self.start = date(self.first, 1, 1).toordinal()
        self.length = date(self.last, 12, 31).toordinal() + 1 - self.start

    def at(self, day):
        return self._percent(day.toordinal())

    def _percent(self, ordinal):
        return f"{LEFT + (RIGHT - LEFT) * (ordinal - self.start) / self.length:.2f}"

    @property
    def borders(self):
        return [self.at(date(year, 1, 1)) for year in range(self.first, self.last + 1)]

    @property
    def years(self):
        step = -(-(self.last - self.first + 1) // MOST_YEARS)
        return [Tick(self.at(date(year, 7, 1)), str(year)) for year in range(self.first, self.last + 1, step)]


class _Down:
    """Values as pixels from the top, on a scale of round numbers."""

    def __init__(self, values):
        low, high = min(values), max(values)
        if low == high:
            low, high = low - max(abs(low) / 10, Decimal(1)), high + max(abs(high) / 10, Decimal(1))
        self.step = _round_step((high - low) / STEPS)
        self.low = (low / self.step).to_integral_value(rounding="ROUND_FLOOR") * self.step
        self.high = (high / self.step).to_integral_value(rounding="ROUND_CEILING") * self.step

    @property
    def decimals(self):
        return max(0, -self.step.normalize().as_tuple().exponent)

    @property
    def ticks(self):
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    def at(self, value):
        return f"{BOTTOM - (BOTTOM - TOP) * float((value - self.low) / (self.high - self.low)):.1f}"


def _round_step(step):
    """The first of 1, 2, 2.5, 5 times a power of ten that is no smaller."""
    unit = Decimal(1).scaleb(floor(log10(step)))
    return next(unit * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if unit * factor >= step)
