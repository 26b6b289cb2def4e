"""The status reports of commitments as readers see them: dated entries, in their language as far as it is there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from core.languages import language_name
from core.places import address_of
from core.visible import visible

from .models.reports import MilestoneReached, StatusReport, StatusReportTranslation


@dataclass(frozen=True)
class Entry:
    date: date
    status: str
    status_label: str
    text: str
    lang: str
    """Filled in when the reason is not in the reader's language."""
    evidence: tuple
    """Pieces of evidence that everybody may see."""
    milestones: tuple
    moves_to: date | None
    author: str
    is_corrected: bool
    commitment_id: int
    pk: int = 0
    title: str = ""
    url: str = ""

    @property
    def anchor(self):
        """Where it stands on a page, for ever: feeds and mails lead there."""
        return f"report-{self.pk}" if self.pk else ""

    @property
    def notice(self):
        return language_name(self.lang)


def timeline_of(commitments, language):
    """The approved reports of these commitments, newest first: {commitment pk: [Entry]}, in three queries."""
    reports = StatusReport.objects.filter(commitment__in=[commitment.pk for commitment in commitments])
    entries = {}
    for report in _in_words(reports, language):
        entries.setdefault(report.commitment_id, []).append(_entry(report, language))
    return entries


def latest_entries(commitments, number, language):
    """The newest approved reports on any of these commitments, each with the action it is about, in three queries."""
    from .models.pages import ActionPage

    pages = visible(ActionPage.objects).filter(language=language, action=OuterRef("commitment__action"))
    reports = StatusReport.objects.filter(commitment__in=commitments.order_by().values("pk"))
    rows = _in_words(reports, language).filter(was_corrected=False).select_related("commitment__action")
    rows = rows.annotate(page_path=Subquery(pages.values("url_path")[:1]))[:number]
    return [
        _entry(
            report,
            language,
            title=report.commitment.action.name_in(language),
            url=(report.page_path and address_of(report.page_path)) or "",
        )
        for report in rows
    ]


def _in_words(reports, language):
    translations = StatusReportTranslation.objects.filter(report=OuterRef("pk"), language=language)
    corrections = StatusReport.objects.approved().filter(corrects=OuterRef("pk"))
    return (
        reports.approved()
        .select_related("on_behalf_of")
        .prefetch_related(
            "evidence", Prefetch("milestones_reached", MilestoneReached.objects.select_related("milestone"))
        )
        .annotate(reason_here=Subquery(translations.values("reason")[:1]), was_corrected=Exists(corrections))
        .latest_first()
    )


def _text(report, language):
    if report.unchanged:
        return _("Nothing changed since the report before.")
    return report.reason if report.language == language else report.reason_here or report.reason


def _entry(report, language, **more):
    is_here = report.unchanged or report.language == language or bool(report.reason_here)
    return Entry(
        date=report.holds_on,
        status=report.status,
        status_label=report.get_status_display(),
        text=_text(report, language),
        lang="" if is_here else report.language,
        evidence=tuple(piece for piece in report.evidence.all() if piece.is_public),
        milestones=tuple(row.milestone.name_in(language) for row in report.milestones_reached.all()),
        moves_to=report.moves_to,
        author=report.on_behalf_of.name_in(language),
        is_corrected=report.was_corrected,
        commitment_id=report.commitment_id,
        pk=report.pk,
        **more,
    )
