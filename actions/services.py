"""Changes of the log of status reports."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import StatusReport, StatusReportTranslation


@transaction.atomic
def report_submit(*, commitment, status, reason, language, by, holds_on=None, evidence_url="", corrects=None, at=None):
    """Add a report to the log; it counts once a coordinator of the same government approves it."""
    report = StatusReport(
        commitment=commitment,
        status=status,
        reason=reason,
        language=language,
        evidence_url=evidence_url,
        corrects=corrects,
        on_behalf_of=commitment.organisation,
        submitted_by=by,
        submitted_at=at or timezone.now(),
    )
    if holds_on:
        report.holds_on = holds_on
    report.full_clean()
    report.save()
    return report


def may_submit(*, commitment, user):
    """Whether this person may report on this commitment: with the right, for their own government."""
    return user.has_perm("actions.add_statusreport") and user.works_for(commitment.organisation.government_id)


def may_translate(*, report, user):
    """Whether this person may add the other language: whoever may report for that government."""
    return may_submit(commitment=report.commitment, user=user)


def languages_without_reason(report):
    """The languages in which a report's reason is still missing: [(code, name)]."""
    there = {report.language, *report.translations.values_list("language", flat=True)}
    return [(code, name) for code, name in settings.LANGUAGES if code not in there]


def may_decide(*, report, user):
    """Whether this person may approve or return this report: another person of the same government, with the right."""
    government = report.commitment.organisation.government_id
    return (
        user.has_perm("actions.approve_statusreport")
        and user.pk != report.submitted_by_id
        and user.works_for(government)
    )


def report_approve(*, report, by, at=None):
    """Make a submitted report count, for ever."""
    return _decide(report=report, by=by, at=at, state=StatusReport.State.APPROVED)


def report_return(*, report, by, reason, at=None):
    """Send a submitted report back with a reason; it stays in the log and does not count."""
    if not reason.strip():
        raise ValidationError({"return_reason": _("Say why, so that the owner knows what to change.")})
    return _decide(report=report, by=by, at=at, state=StatusReport.State.RETURNED, return_reason=reason)


@transaction.atomic
def _decide(*, report, by, at, state, **changes):
    report = (
        StatusReport.objects.select_for_update(of=["self"])
        .select_related("commitment__organisation")
        .get(pk=report.pk)
    )
    if report.state != StatusReport.State.SUBMITTED:
        raise ValidationError(_("Somebody already decided on this report."))
    if not may_decide(report=report, user=by):
        raise PermissionDenied
    report.state, report.decided_by, report.decided_at = state, by, at or timezone.now()
    for name, value in changes.items():
        setattr(report, name, value)
    report.full_clean()
    report.save()
    return report


@transaction.atomic
def report_translate(*, report, language, reason, by):
    """Add the reason of a report in another language, beside it."""
    translation = StatusReportTranslation(report=report, language=language, reason=reason, translated_by=by)
    translation.full_clean()
    translation.save()
    return translation
