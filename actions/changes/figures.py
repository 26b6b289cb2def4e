"""What was measured, and which targets were set or moved, in words."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.indicators.words import day_in_words, with_unit
from actions.models import (
    ActionPage,
    Measurement,
    MeasurementTranslation,
    Target,
    TargetTranslation,
)
from core.changes import Change
from core.page_paths import address, page_path

from .words import of_action, said, short, with_reason

MEASUREMENT, TARGET = "measurement", "target"


def moments(scope):
    indicators = scope.indicators().order_by().values("pk")
    for what, model in ((MEASUREMENT, Measurement), (TARGET, Target)):
        yield what, model.objects.approved().filter(indicator__in=indicators), F("decided_at")


def changes(chosen, language):
    with override(language):
        if MEASUREMENT in chosen:
            yield from _changes(
                MEASUREMENT, Measurement, MeasurementTranslation, chosen[MEASUREMENT], _measured, language
            )
        if TARGET in chosen:
            yield from _changes(TARGET, Target, TargetTranslation, chosen[TARGET], _aimed, language)


def _changes(what, model, translations, keys, title, language):
    rows = with_reason(model.objects, translations.objects, what, language).filter(pk__in=keys)
    rows = rows.annotate(path=page_path(ActionPage, "indicator__action", language))
    for row in rows.select_related("indicator__action", "indicator__organisation", "corrects", "on_behalf_of"):
        above = address(row.path)
        url = above and f"{above}#indicator-{row.indicator.code}"
        yield Change(f"{what}-{row.pk}", row.decided_at, title(row, language), url=url, **said(row, language))


def _facts(row, day, language):
    return {
        "organisation": row.on_behalf_of.name_in(language),
        "indicator": short(row.indicator.name_in(language)),
        "what": of_action(row.indicator.action, language),
        "figure": with_unit(row.value, row.indicator, language),
        "day": day_in_words(day),
    }


def _measured(row, language):
    facts = _facts(row, row.measured_on, language)
    if not row.corrects_id:
        return _("{organisation} measured “{indicator}” for {what}: {figure} on {day}.").format(**facts)
    before = with_unit(row.corrects.value, row.indicator, language)
    return _("{organisation} corrects a figure of “{indicator}” for {what}: {figure} on {day}, not {before}.").format(
        before=before, **facts
    )


def _aimed(row, language):
    facts = _facts(row, row.due_on, language)
    if not row.corrects_id:
        return _("{organisation} sets a target of “{indicator}” for {what}: {figure} by {day}.").format(**facts)
    before = with_unit(row.corrects.value, row.indicator, language)
    moved = _(
        "{organisation} moves the target of “{indicator}” for {what}: {figure} by {day}, not {before} by {then}."
    )
    return moved.format(before=before, then=day_in_words(row.corrects.due_on), **facts)
