"""The indicators of a plan with the figures that were known at the end of a day."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery

from actions.models import Measurement, Target

from .scope import public_indicators
from .words import words_of, words_of_saying


def indicators_in(plan, as_of):
    """The public indicators of the plan's public actions, and who measures them: {"rows", "organisations"}."""
    indicators = list(
        public_indicators(plan).select_related("action", "organisation__government").order_by("action__number", "code")
    )
    keys = [indicator.pk for indicator in indicators]
    targets, latest = defaultdict(list), {}
    for target in _targets(keys, as_of):
        targets[target.indicator_id].append(target)
    for measurement in _latest_measurements(keys, as_of):
        latest[measurement.indicator_id] = measurement
    rows = [_indicator(row, targets[row.pk], latest.get(row.pk)) for row in indicators]
    return {"rows": rows, "organisations": {indicator.organisation for indicator in indicators}}


def _targets(indicators, as_of):
    rows = Target.objects.filter(indicator__in=indicators).as_of(as_of)
    return rows.prefetch_related("translations").order_by("due_on", "pk")


def _latest_measurements(indicators, as_of):
    known = Measurement.objects.as_of(as_of).filter(measured_on__lte=as_of)
    newest = known.filter(indicator=OuterRef("indicator")).order_by("-measured_on", "-decided_at", "-pk")
    rows = known.filter(indicator__in=indicators, pk=Subquery(newest.values("pk")[:1]))
    return rows.prefetch_related("translations")


def _indicator(row, targets, measurement):
    return {
        "code": row.code,
        "action": row.action.code,
        "organisation": row.organisation.code,
        "name": words_of(row, "name"),
        "unit": words_of(row, "unit"),
        "decimals": row.decimals,
        "direction": row.direction,
        "baseline": _baseline(row),
        "targets": [
            {"value": plain(target.value), "due_on": target.due_on.isoformat(), "reason": words_of_saying(target)}
            for target in targets
        ],
        "latest": measurement
        and {
            "value": plain(measurement.value),
            "measured_on": measurement.measured_on.isoformat(),
            "source": measurement.source,
            "note": words_of_saying(measurement),
        },
    }


def _baseline(row):
    return None if row.baseline is None else {"value": plain(row.baseline), "on": row.baseline_on.isoformat()}


def plain(value):
    """A figure as text, without the zeros behind it: both databases then write the same."""
    return format(value.normalize(), "f")
