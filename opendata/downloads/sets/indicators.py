"""Indicators, with every target and measurement that was approved."""

from django.utils.translation import gettext_lazy as _

from actions.indicators.downloads import KINDS, plain
from actions.indicators.series import public_indicators, series_of
from actions.models import Indicator, Measurement, Target
from actions.querysets import end_of
from core.languages import language_codes
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import beside, code_of, in_words

from .reports import reason_columns

DIRECTIONS = tuple(Indicator.Direction.choices)
FIGURES_KINDS = tuple((kind, _(words)) for kind, words in KINDS.items() if kind != "baseline")


def _indicators(on):
    return [public_indicators().order_by("code")]


def _indicator_rows(queryset, keys, reading):
    found = Indicator.objects.select_related("action", "organisation").in_bulk(keys)
    for indicator in (found[key] for key in keys if key in found):
        yield {
            "code": indicator.code,
            "action": indicator.action.code,
            "organisation": code_of(indicator.organisation),
            **in_words(indicator, "name", "unit"),
            "decimals": indicator.decimals,
            **c.coded_values("direction", DIRECTIONS, indicator.direction),
            "baseline": None if indicator.baseline is None else plain(indicator.baseline),
            "baseline_on": indicator.baseline_on,
            "fictional": indicator.fictional,
        }


INDICATORS = Dataset(
    "indicators",
    _("Indicators"),
    _("What is counted or measured to see whether an action works, with its baseline."),
    "indicator",
    "terms:Indicator",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-buyers", term="dct:identifier"),
        *c.reference("action", "action", _("The action"), sample="example-2024-1", term="schema:about"),
        *c.reference("organisation", "organisation", _("Who measures it"), sample="example-agency"),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("Buyers who followed a course")),
        *c.in_every_language("unit", _("The unit of its figures"), term="schema:unitText", sample=_("buyers")),
        *c.whole("decimals", _("With how many decimals its figures are shown"), sample="1"),
        *c.coded("direction", DIRECTIONS, _("Whether higher or lower is better")),
        *c.decimal("baseline", _("The figure from which it starts")),
        *c.day("baseline_on", _("The day of that figure")),
        *c.fictional(),
    ),
    _indicators,
    _indicator_rows,
    keywords=(_("indicator"), _("measurement")),
)


def _figure_rows(queryset, keys, reading):
    """Of the same series as the pages and the file of one indicator: a rule that stands in one place."""
    for series in series_of(queryset.filter(pk__in=keys), reading.on):
        for figure in series.figures:
            yield {
                "id": f"{figure.kind}-{figure.pk}",
                "indicator": series.indicator.code,
                **c.coded_values("kind", FIGURES_KINDS, figure.kind),
                "day": figure.day,
                "value": plain(figure.value),
                "source": figure.source,
                "language": figure.language,
                **beside("reason", {code: figure.notes.get(code, "") for code in language_codes()}),
                "replaces": f"{figure.kind}-{figure.corrects_id}" if figure.corrects_id else "",
                "is_replaced": figure.is_replaced,
                "approved_on": figure.known_since,
            }


def _figures(on):
    shown = {"indicator__in": public_indicators(), "decided_at__lt": end_of(on)}
    measurements = Measurement.objects.approved().filter(**shown, measured_on__lte=on)
    return [Target.objects.approved().filter(**shown), measurements]


FIGURES = Dataset(
    "indicator-figures",
    _("Targets and measurements"),
    _("Every approved target and measurement of the indicators, also those that were replaced, with their source."),
    "figure",
    "schema:Observation",
    (
        *c.code("id", _("The identifier, which does not change"), sample="measurement-7", term="dct:identifier"),
        *c.reference("indicator", "indicator", _("The indicator"), sample="example-buyers", term="schema:about"),
        *c.coded("kind", FIGURES_KINDS, _("Whether it is a target or a measurement")),
        *c.day("day", _("When it was measured, or by when it is to be reached"), term="schema:observationDate"),
        *c.decimal("value", _("The figure"), term="schema:value"),
        *c.text("source", _("Where a measurement comes from"), sample=_("Register of orders"), term="dct:source"),
        *reason_columns(_("The note to it, or the reason for a target")),
        *c.code("replaces", _("The identifier of the figure that it replaces"), sample="target-3"),
        *c.yes_no("is_replaced", _("Whether another figure replaced it"), sample="no"),
        *c.day("approved_on", _("The day on which it was approved and could be read"), term="dct:issued"),
    ),
    _indicators,
    _figure_rows,
    found_for_rows=_figures,
    changed="decided_at",
    key="id",
    is_dated=True,
    keywords=(_("indicator"), _("measurement"), _("target")),
)
