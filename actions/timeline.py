"""The status reports of commitments as readers see them: dated entries, in their language as far as it is there."""

from dataclasses import dataclass
from datetime import date

from .models.reports import StatusReport


@dataclass(frozen=True)
class Entry:
    date: date
    status: str
    status_label: str
    text: str
    lang: str
    """Filled in when the reason is not in the reader's language."""
    evidence_url: str
    author: str
    is_corrected: bool
    commitment_id: int


def timeline_of(commitments, language):
    """The approved reports of these commitments, newest first: {commitment pk: [Entry]}, in two queries."""
    reports = (
        StatusReport.objects.approved()
        .filter(commitment__in=[commitment.pk for commitment in commitments])
        .select_related("on_behalf_of", "corrected_by")
        .prefetch_related("translations")
        .latest_first()
    )
    entries = {}
    for report in reports:
        entries.setdefault(report.commitment_id, []).append(_entry(report, language))
    return entries


def _entry(report, language):
    text, lang = report.reason, report.language
    for translation in report.translations.all():
        if translation.language == language:
            text, lang = translation.reason, language
    correction = getattr(report, "corrected_by", None)
    return Entry(
        date=report.holds_on,
        status=report.status,
        status_label=report.get_status_display(),
        text=text,
        lang="" if lang == language else lang,
        evidence_url=report.evidence_url,
        author=report.on_behalf_of.name_in(language),
        is_corrected=bool(correction and correction.state == StatusReport.State.APPROVED),
        commitment_id=report.commitment_id,
    )
