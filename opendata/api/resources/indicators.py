"""Indicators, with their targets and measurements."""

from datetime import date

from pydantic import Field

from actions.indicators.downloads import plain
from actions.indicators.series import public_indicators, series_of
from actions.models import Action, Indicator
from opendata.api.asked import Changing, Dated, OfAction, OfOrganisation, OfPlan, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Record, Reference, Saying, Shape, Words, one_of
from opendata.api.world import paths_of, words

from .common import WORDED, record_of

NUMBER = {"description": "A number with a decimal point, as text so that no digit is lost.", "examples": ["12.5"]}


class Baseline(Shape):
    """What it was at the start."""

    value: str = Field(**NUMBER)
    on: date


class Figure(Shape):
    """An approved figure."""

    value: str = Field(**NUMBER)
    note: Saying | None = Field(description="Why, in the words of its author.")
    known_since: date = Field(description="The day on which it was approved.")
    replaced: bool = Field(description="Whether a later figure took its place.")


class Target(Figure):
    """What is to be reached by a day."""

    due_on: date


class Measurement(Figure):
    """What was measured on a day."""

    measured_on: date
    source: str = Field(description="Where the figure comes from, in the language of its author.")


class Gauge(Record):
    """Something that is counted or measured to see whether an action works; its page is that of its action."""

    action: Reference
    organisation: Reference = Field(description="Who measures it.")
    unit: Words
    decimals: int = Field(description="So many decimals are shown.")
    direction: one_of(Indicator.Direction) = Field(description="Which way is better: see “direction” in /codes.")
    baseline: Baseline | None
    targets: list[Target] = Field(description="All of them, by day; also those that were replaced.")
    measurements: list[Measurement] = Field(description="All of them, by day; also those that were replaced.")


class IndicatorsAsked(Worded, Changing, OfPlan, OfAction, OfOrganisation, Dated):
    """The parameters of the list of indicators."""


def build(indicators, world):
    paths = paths_of(Action, {indicator.action_id for indicator in indicators})
    return [_gauge(series, paths, world) for series in series_of(indicators, world.on)]


def _gauge(series, paths, world):
    indicator = series.indicator
    figures = {"target": [], "measurement": []}
    for figure in series.figures:
        figures[figure.kind].append(_figure(figure))
    return record_of(indicator, "indicator", {indicator.pk: paths.get(indicator.action_id, {})}, world) | {
        "action": world.reference("action", indicator.action),
        "organisation": world.reference("organisation", indicator.organisation),
        "unit": words(indicator, "unit"),
        "decimals": indicator.decimals,
        "direction": indicator.direction,
        "baseline": {"value": plain(indicator.baseline), "on": indicator.baseline_on} if series.has_baseline else None,
        "targets": figures["target"],
        "measurements": figures["measurement"],
    }


def _figure(figure):
    return {
        "value": plain(figure.value),
        "note": {"language": figure.language, "words": figure.notes} if figure.notes else None,
        "known_since": figure.known_since,
        "replaced": figure.is_replaced,
        "due_on": figure.day,
        "measured_on": figure.day,
        "source": figure.source,
    }


INDICATORS = Resource(
    name="indicators", kind="indicator", item=Gauge, asked=IndicatorsAsked, build=build,
    about="Indicators: what is measured to see whether an action works, with every target and measurement.",
    rows=lambda world: public_indicators().select_related("action__plan", "organisation"),
    filters=WORDED
    | {"plan": "action__plan__code", "action": "action__code", "organisation": "organisation__code"},
)  # fmt: skip
