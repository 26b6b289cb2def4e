"""The log of synthetic commitments: ten reports each, some of which move a deadline."""

from datetime import timedelta

from actions.models import StatusReport, StatusReportTranslation
from core.dates import today
from core.languages import language_codes
from home.demo.moments import moment

from . import names

REPORTS = 10
AT_ONCE = 100
PATHS = (
    ["not_started"] * 2 + ["in_preparation"] * 3 + ["in_progress"] * 5,
    ["in_preparation"] * 2 + ["in_progress"] * 5 + ["completed"] * 3,
    ["in_progress"] * 8 + ["stopped"] * 2,
    ["not_started"] * REPORTS,
)


def write_log(commitments, user, random, progress):
    """The reports of these commitments, approved, with every reason in every language."""
    chunks = [commitments[start : start + AT_ONCE] for start in range(0, len(commitments), AT_ONCE)]
    for chunk in progress("synthetic reports", chunks):
        reports = StatusReport.objects.bulk_create([row for one in chunk for row in _reports(one, user, random)])
        StatusReportTranslation.objects.bulk_create(
            [
                StatusReportTranslation(report=report, language=code, reason=_reason(report)[code], translated_by=user)
                for report in reports
                if not report.unchanged
                for code in language_codes()
                if code != report.language
            ]
        )


def _reports(commitment, user, random):
    path, language = random.choice(PATHS), random.choice(language_codes())
    last = today() - timedelta(days=random.choice([20, 60, 120, 260, 500]))
    due, day = commitment.first_deadline, last - timedelta(days=90 * REPORTS)
    for number, status in enumerate(path):
        day += timedelta(days=90)
        before = path[number - 1] if number else ""
        moves = due is not None and status not in ("completed", "stopped") and random.random() < 0.04
        due = max(due, day) + timedelta(days=180) if moves else due
        report = StatusReport(
            commitment=commitment,
            status=status,
            holds_on=day,
            unchanged=status == before and not moves,
            moves_to=due if moves else None,
            language=language,
            on_behalf_of_id=commitment.organisation_id,
            submitted_by=user,
            submitted_at=moment(day),
            state="approved",
            decided_by=user,
            decided_at=moment(day + timedelta(days=5)),
        )
        report.reason = "" if report.unchanged else _reason(report)[language]
        yield report


def _reason(report):
    """The same for a report and its translation."""
    return names.REASONS[(report.commitment_id + report.holds_on.toordinal()) % len(names.REASONS)]
