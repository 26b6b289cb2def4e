"""The figures of an indicator as a file, at an address that stays."""

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.languages import language_codes, localized_names, localized_value
from editorial.downloads import FORMULA

from .series import public_indicators, series_of

KEPT = 300
"""Seconds for which a copy may be used without asking whether it is still right."""


@require_safe
@conditional_page
@cache_control(public=True, max_age=KEPT)
def indicator_csv(request, code):
    """Every figure of a public indicator, in every language; the same file for every reader."""
    [series] = series_of([get_object_or_404(public_indicators(), code=code)])
    name = f"{series.indicator.code}.csv"
    response = HttpResponse(
        "\ufeff",  # tells spreadsheets that what follows is UTF-8
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.DictWriter(response, fieldnames=headings())
    writer.writeheader()
    writer.writerows(lines(series))
    return response


KINDS = {"baseline": _("Baseline"), "target": _("Target"), "measurement": _("Measurement")}


def headings():
    return [
        "indicator", *localized_names("name"), *localized_names("unit"), "kind", *localized_names("kind"), "day",
        "value", "source", *localized_names("note"), "approved_on", "is_replaced",
    ]  # fmt: skip


def lines(series):
    """A line per figure, by day: what it is of in every language, and what it says."""
    indicator = series.indicator
    about = {"indicator": indicator.code}
    for code in language_codes():
        about |= {f"{field}_{code}": text(localized_value(indicator, field, code)) for field in ("name", "unit")}
    found = [_line(figure) for figure in series.figures]
    if series.has_baseline:
        found.append({"kind": "baseline", "day": indicator.baseline_on, "value": plain(indicator.baseline)})
    return [about | _labels(line["kind"]) | line for line in sorted(found, key=lambda line: line["day"])]


def _line(figure):
    return {
        "kind": figure.kind,
        "day": figure.day,
        "value": plain(figure.value),
        "source": text(figure.source),
        **{f"note_{code}": text(note) for code, note in figure.notes.items()},
        "approved_on": figure.known_since,
        "is_replaced": "yes" if figure.is_replaced else "no",
    }


def _labels(kind):
    labels = {}
    for code in language_codes():
        with override(code):
            labels[f"kind_{code}"] = gettext(KINDS[kind])
    return labels


def plain(value):
    """The figure for a machine: a point, no separators, no zeros at the end."""
    return f"{value.normalize():f}"


def text(value):
    """No text is a formula: a spreadsheet that opens the file would calculate it."""
    return f"'{value}" if FORMULA.match(value) else value
