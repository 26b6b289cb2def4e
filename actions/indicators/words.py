"""Figures and their progress in the reader's words."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .progress import Outcome

NO_BREAK = "\u00a0"


def day_in_words(day):
    return date_format(day, "DATE_FORMAT")


def number(value, decimals):
    """The figure with so many decimals, rounded as people round."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return number_format(exact, decimal_pos=decimals)


def with_unit(value, indicator, language):
    return f"{number(value, indicator.decimals)}{NO_BREAK}{indicator.unit_in(language)}".strip()


def progress_words(progress):
    """How far it is, as a sentence without its figures: “34 % of the way from the baseline to the target”."""
    if progress.outcome == Outcome.ON_THE_WAY:
        share = f"{progress.percent}{NO_BREAK}%"
        return _("{share} of the way from the baseline to the target").format(share=share)
    if progress.percent is not None:
        return f"{progress.outcome.label} ({progress.percent}{NO_BREAK}%)"
    return str(progress.outcome.label)


def description(series, language):
    """What the chart shows, in words, for those who do not see it."""
    return " ".join([*_figures(series, language), progress_words(series.progress)])


def _figures(series, language):
    indicator, count = series.indicator, len(series.measurements)

    def words(value, day):
        return {"figure": with_unit(value, indicator, language), "day": day_in_words(day)}

    if series.has_baseline:
        yield _("Baseline: {figure} on {day}.").format(**words(indicator.baseline, indicator.baseline_on))
    if latest := series.latest:
        message = ngettext(
            "{counter} measurement, the latest {figure} on {day}.",
            "{counter} measurements, the latest {figure} on {day}.",
            count,
        )
        yield message.format(counter=count, **words(latest.value, latest.day))
    for target in series.targets:
        yield _("Target: {figure} by {day}.").format(**words(target.value, target.day))
