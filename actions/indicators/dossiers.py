"""Indicators in the dossier of their action."""

from django.utils.translation import gettext as _

from actions.voices.dossiers import inspect_url
from core import slots
from editorial.dossier import Cell, Section

from .series import series_of
from .words import progress_words


@slots.provide("dossier:actions.action", name="indicators", template="actions/voices/dossier_section.html", queries=2)
def indicators_of_an_action(action, language):
    indicators = action.indicators.select_related("organisation")
    rows = [
        [
            Cell(series.indicator, inspect_url(series.indicator)),
            Cell(series.indicator.organisation),
            Cell(progress_words(series.progress)),
        ]
        for series in series_of(indicators)
    ]
    section = Section(_("Indicators"), [_("Indicator"), _("Organisation"), _("Progress")], rows)
    return {"section": section} if rows else None
