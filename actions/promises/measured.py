"""The indicators that an organisation measures, each with its latest figure and its action."""

from actions.indicators.series import public_indicators, series_of
from actions.indicators.words import day_in_words, progress_words, with_unit
from core.cards import pages_for
from core.places import address_of

MOST = 20


def measured_by(organisations, language):
    """{"items": [{name, url, action, number, words, figure, day}], "total"}, or None for nothing; in five queries.

    `organisations`: the primary keys of one with those that merged into it.
    """
    every = public_indicators().filter(organisation__in=organisations)
    series = series_of(every.select_related("action").order_by("action__plan__code", "code")[:MOST])
    if not series:
        return None
    pages = pages_for({one.indicator.action for one in series}, language)
    return {
        "items": [_item(one, pages.get(one.indicator.action_id), language) for one in series],
        "total": every.count(),
    }


def _item(series, page, language):
    indicator, latest = series.indicator, series.latest
    above = (page and address_of(page.url_path)) or ""
    return {
        "name": indicator.name_in(language),
        "url": f"{above}#indicator-{indicator.code}" if above else "",
        "number": indicator.action.number,
        "action": indicator.action.name_in(language),
        "words": progress_words(series.progress),
        "figure": with_unit(latest.value, indicator, language) if latest else "",
        "day": day_in_words(latest.day) if latest else "",
    }
