"""Changes of the log of status reports."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actions.models import Evidence, MilestoneReached, StatusReport

from .submissions import submission_add


@transaction.atomic
def report_submit(
    *,
    commitment,
    status,
    reason,
    language,
    by=None,
    contact=None,
    holds_on=None,
    unchanged=False,
    moves_to=None,
    corrects=None,
    evidence=(),
    milestones=(),
    at=None,
):
    """Add a report to the log; it counts once a coordinator of the same government approves it.

    `evidence`: Evidence without its report, unsaved; `milestones`: those of the commitment that were reached.
    """
    report = StatusReport(
        commitment=commitment,
        status=status,
        reason=reason,
        language=language,
        unchanged=unchanged,
        moves_to=moves_to,
        corrects=corrects,
        on_behalf_of=commitment.organisation,
    )
    if holds_on:
        report.holds_on = holds_on
    submission_add(report, by=by, contact=contact, at=at)
    _attach(report, evidence, milestones)
    return report


def _attach(report, evidence, milestones):
    for piece in evidence:
        piece.report = report
        piece.full_clean()
        piece.save()
    for milestone in milestones:
        if milestone.commitment_id != report.commitment_id:
            raise ValidationError({"milestones": _("This milestone belongs to another commitment.")})
        MilestoneReached.objects.create(report=report, milestone=milestone)


@transaction.atomic
def reports_confirm(*, commitments, language, by=None, contact=None, at=None):
    """Say in one act that nothing changed in these commitments since their latest report, each with its own report."""
    from actions.models import Commitment

    rows = (
        Commitment.objects.filter(pk__in=[row.pk for row in commitments]).with_status().select_related("organisation")
    )
    reports = []
    for commitment in rows.order_by("pk"):
        if commitment.status is None:
            raise ValidationError(
                _("“%(commitment)s” has no report yet: nothing can be unchanged."), params={"commitment": commitment}
            )
        reports.append(
            report_submit(
                commitment=commitment,
                status=commitment.status,
                reason="",
                unchanged=True,
                language=language,
                by=by,
                contact=contact,
                at=at,
            )
        )
    return reports


def evidence_of(*, url="", file=None, title="", is_public=True):
    """A piece of evidence for `report_submit`, or none where neither an address nor a document was given."""
    if not (url or file):
        return []
    return [Evidence(url=url, file=file or "", title=title, is_public=is_public)]
