"""Figures of indicators: targets and measurements, sent in and decided on like reports."""

from actions.models import Measurement, Target

from .submissions import submission_add


def target_submit(*, indicator, value, due_on, reason, language, by=None, contact=None, corrects=None, at=None):
    """Set what an indicator is to reach by a day; `corrects` names the target that it replaces."""
    target = Target(
        indicator=indicator,
        value=value,
        due_on=due_on,
        reason=reason,
        language=language,
        corrects=corrects,
        on_behalf_of=indicator.organisation,
    )
    return submission_add(target, by=by, contact=contact, at=at)


def measurement_submit(
    *, indicator, value, measured_on, source, language, reason="", by=None, contact=None, corrects=None, at=None
):
    """Add a figure with its source; `reason` is a note to it, `corrects` the figure that was wrong."""
    measurement = Measurement(
        indicator=indicator,
        value=value,
        measured_on=measured_on,
        source=source,
        reason=reason,
        language=language,
        corrects=corrects,
        on_behalf_of=indicator.organisation,
    )
    return submission_add(measurement, by=by, contact=contact, at=at)
