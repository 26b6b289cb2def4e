"""What others than the owner say of a commitment, beside what the owner reported for the same day."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actions.models.assessments import Assessment, AssessmentTranslation
from actions.models.reports import StatusReport
from actions.models.statuses import Level, Status
from core.dates import today
from core.languages import language_name

from .agreement import RULE, differs


@dataclass(frozen=True)
class Assessed:
    commitment_id: int
    assessor_id: int
    assessor: str
    voice: str
    level: int
    label: str
    date: date
    text: str
    lang: str
    """Filled in when the reason is not in the reader's language."""
    source: str
    source_url: str
    differs: bool
    """Whether it says something else than the owner's report of that day."""
    comparison: str
    since: str
    """What the owner reported after that day; empty where that is still the same status."""
    is_corrected: bool
    earlier: tuple = ()
    """What the same assessor said before, or what was corrected; the latest first."""

    @property
    def notice(self):
        return language_name(self.lang)

    @property
    def rule(self):
        """When two voices agree, in words."""
        return RULE

    @property
    def step(self):
        return self.level + 1

    @property
    def steps(self):
        """The five steps, in order: whether each is the one that was reached."""
        return [level == self.level for level in Level]


def told(commitments, language):
    """The assessments of these commitments (primary keys), one Assessed per assessor, latest first; in one query."""
    by_assessor = {}
    for row in _in_words(commitments, language):
        rows = by_assessor.setdefault((row.commitment_id, row.assessor_id), [])
        rows.append(_assessed(row, language))
    # What was corrected comes after what holds, whatever their days.
    ordered = (sorted(rows, key=lambda row: row.is_corrected) for rows in by_assessor.values())
    holding = (replace(latest, earlier=tuple(earlier)) for latest, *earlier in ordered)
    return sorted(holding, key=lambda assessed: assessed.date, reverse=True)


def _in_words(commitments, language):
    translations = AssessmentTranslation.objects.filter(assessment=OuterRef("pk"), language=language)
    reports = StatusReport.objects.filter(commitment=OuterRef("commitment")).as_of(today()).latest_first()
    then = reports.filter(holds_on__lte=OuterRef("assessed_on"))
    return (
        Assessment.objects.filter(commitment__in=commitments)
        .select_related("assessor")
        .annotate(
            reason_here=Subquery(translations.values("reason")[:1]),
            was_corrected=Exists(Assessment.objects.filter(corrects=OuterRef("pk"))),
            status_then=Subquery(then.values("status")[:1]),
            status_now=Subquery(reports.values("status")[:1]),
            status_now_on=Subquery(reports.values("holds_on")[:1]),
        )
        .order_by("-assessed_on", "-recorded_at", "-pk")
    )


def _assessed(row, language):
    is_here = row.language == language
    return Assessed(
        commitment_id=row.commitment_id,
        assessor_id=row.assessor_id,
        assessor=row.assessor.name_in(language),
        voice=row.get_voice_display(),
        level=row.level,
        label=row.get_level_display(),
        date=row.assessed_on,
        text=row.reason if is_here else row.reason_here or row.reason,
        lang="" if is_here or row.reason_here else row.language,
        source=row.source,
        source_url=row.source_url,
        differs=differs(row.status_then, row.level),
        comparison=_comparison(row),
        since=_since(row),
        is_corrected=row.was_corrected,
    )


def _comparison(row):
    if not row.status_then:
        return _("The owner had reported nothing for that day.")
    status = Status(row.status_then).label
    if differs(row.status_then, row.level):
        return _("The two differ: for that day the owner reported “{status}”.").format(status=status)
    return _("The two agree: for that day the owner reported “{status}”.").format(status=status)


def _since(row):
    if row.status_now == row.status_then:
        return ""
    return _("Since then the owner reported: {status} ({date}).").format(
        status=Status(row.status_now).label, date=date_format(row.status_now_on, "DATE_FORMAT")
    )
