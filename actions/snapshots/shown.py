"""The published progress reports of a plan."""

from dataclasses import dataclass
from datetime import date

from actions.models.progress_reports import ProgressReport
from core.cards import Card, card_of, pages_for


@dataclass(frozen=True)
class Shown:
    report: ProgressReport
    card: Card
    day: date
    """The day at the end of which the plan stood so."""


def progress_reports_of(plan, language):
    """Those with a page that everybody may see, newest first, without their contents; in two queries."""
    if plan is None or not plan.is_shown:
        return []
    reports = list(
        ProgressReport.objects.public()
        .filter(snapshot__plan=plan)
        .select_related("snapshot")
        .defer("snapshot__content")
        .order_by("-snapshot__as_of", "-snapshot_id")
    )
    pages = pages_for(reports, language)
    cards = [(report, card_of(report, pages.get(report.pk), language)) for report in reports]
    return [Shown(report, card, report.snapshot.as_of) for report, card in cards if card.url]
