"""The indicators of an action as readers see them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models.indicators import Indicator
from core.dates import today
from core.languages import language_name

from .chart import Chart, chart_of
from .progress import RULES, Progress
from .series import public_indicators, series_of
from .words import day_in_words, description, number, progress_words, with_unit


@dataclass(frozen=True)
class Row:
    """A figure in the table: of which day, what it is, what it was, where it comes from."""

    kind: str
    day: object
    label: str
    number: str
    source: str = ""
    source_lang: str = ""
    """Filled in when the source is named in another language than the reader's: it is never translated."""
    note: str = ""
    lang: str = ""
    """Filled in when the note is not in the reader's language."""
    replaced: str = ""
    """That another figure took its place, in words; empty for one that counts."""

    @property
    def notice(self):
        return language_name(self.lang)


@dataclass(frozen=True)
class Shown:
    """One indicator in the words of one language."""

    indicator: Indicator
    name: str
    unit: str
    direction: str
    organisation: str
    progress: Progress
    progress_words: str
    facts: list
    """(label, figure with its day, [earlier ones that it replaced])"""
    chart: Chart | None
    description: str
    rows: list
    csv_url: str
    rules: list

    @property
    def anchor(self):
        return f"indicator-{self.indicator.code}"


def indicators_of(action, language, on=None):
    """The public indicators of this action as known on that day (today), in two queries however many there are."""
    indicators = public_indicators().filter(action=action).select_related("organisation").order_by("code")
    return [shown(series, language) for series in series_of(indicators, on or today())]


def shown(series, language):
    indicator, progress = series.indicator, series.progress
    return Shown(
        indicator=indicator,
        name=indicator.name_in(language),
        unit=indicator.unit_in(language),
        direction=indicator.get_direction_display(),
        organisation=indicator.organisation.name_in(language),
        progress=progress,
        progress_words=progress_words(progress),
        facts=list(_facts(series, language)),
        chart=chart_of(series),
        description=description(series, language),
        rows=_rows(series, language),
        csv_url=reverse("actions:indicator_csv", args=[indicator.code]),
        rules=RULES,
    )


def _facts(series, language):
    indicator = series.indicator
    if series.has_baseline:
        baseline = with_unit(indicator.baseline, indicator, language)
        yield _("Baseline"), _on(baseline, indicator.baseline_on), []
    if latest := series.latest:
        yield _("Latest figure"), _on(with_unit(latest.value, indicator, language), latest.day), []
    for target in series.targets:
        earlier = [_by(figure, indicator, language) for figure in series.earlier(target)]
        yield _("Target"), _by(target, indicator, language), earlier


def _on(figure, day):
    return _("{figure} on {day}").format(figure=figure, day=day_in_words(day))


def _by(target, indicator, language):
    figure = with_unit(target.value, indicator, language)
    return _("{figure} by {day}").format(figure=figure, day=day_in_words(target.day))


def _rows(series, language):
    indicator = series.indicator
    rows = []
    if series.has_baseline:
        figure = number(indicator.baseline, indicator.decimals)
        rows.append(Row("baseline", indicator.baseline_on, _("Baseline"), figure))
    labels = {"target": _("Target"), "measurement": _("Measurement")}
    replaced = {"target": _("Moved by a later target"), "measurement": _("Corrected by a later figure")}
    for figure in series.figures:
        note, lang = figure.note_in(language)
        rows.append(
            Row(
                kind=figure.kind,
                day=figure.day,
                label=labels[figure.kind],
                number=number(figure.value, indicator.decimals),
                source=figure.source,
                source_lang="" if figure.language == language else figure.language,
                note=note,
                lang=lang,
                replaced=replaced[figure.kind] if figure.is_replaced else "",
            )
        )
    return sorted(rows, key=lambda row: row.day)
