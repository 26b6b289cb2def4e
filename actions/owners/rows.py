"""The commitments of one person, in words: where each stands, what is due and what waits."""

from dataclasses import dataclass
from datetime import date

from actions.deadlines import when
from actions.due import next_report
from actions.models import Commitment, ReportDraft, Responsibility, StatusReport
from core.dates import today

from .sending import unchangeable
from .theirs import own_reports


@dataclass(frozen=True)
class Row:
    commitment: Commitment
    title: str
    text: str
    organisation: str
    standing: str
    standing_label: str
    deadline: str
    last_on: date | None
    due_on: date | None
    """When something is due first: a report by the rhythm of the plan, the deadline, or the review date."""
    is_due: bool
    draft: ReportDraft | None
    submitted: StatusReport | None
    returned: StatusReport | None
    may_confirm: bool


def commitments_of(contact, on=None):
    """What this person reports on today."""
    theirs = Responsibility.objects.open(on).filter(contact=contact).values("commitment")
    commitments = Commitment.objects.filter(pk__in=theirs, archived_at__isnull=True).with_status(on)
    return commitments.select_related("organisation", "action__plan")


def rows_of(contact, language, on=None):
    """Their commitments, what is due first on top; six queries, however many."""
    day = on or today()
    commitments = list(commitments_of(contact, day))
    drafts = {draft.commitment_id: draft for draft in contact.drafts.all()}
    submitted, returned = _waiting(contact, commitments)
    confirmable = set(unchangeable(contact, day).values_list("pk", flat=True))
    rows = [
        Row(
            **in_words(commitment, language, day),
            last_on=commitment.status_on,
            due_on=(coming := next_report(commitment)) and coming.on,
            is_due=bool(coming and coming.on <= day),
            draft=drafts.get(commitment.pk),
            submitted=submitted.get(commitment.pk),
            returned=returned.get(commitment.pk),
            may_confirm=commitment.pk in confirmable,
        )
        for commitment in commitments
    ]
    return sorted(rows, key=lambda row: (not row.commitment.is_open, row.due_on or date.max, row.commitment.pk))


def in_words(commitment, language, on=None):
    standing = commitment.standing(on)
    return {
        "commitment": commitment,
        "title": commitment.action.name_in(language) if commitment.action else "",
        "text": commitment.text_in(language),
        "organisation": commitment.organisation.name_in(language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": when(commitment, standing),
    }


def left_drafts(contact, on=None):
    """What this person typed about commitments that somebody else reports on now."""
    theirs = Responsibility.objects.open(on).filter(contact=contact).values("commitment")
    return contact.drafts.exclude(commitment__in=theirs).select_related("commitment__action")


def _waiting(contact, commitments):
    """The newest report that waits for a decision, whoever sent it, and this person's last one where it came back."""
    about = StatusReport.objects.filter(commitment__in=[commitment.pk for commitment in commitments])
    submitted = {report.commitment_id: report for report in about.submitted().order_by("pk")}
    own = own_reports(contact).filter(commitment__in=[commitment.pk for commitment in commitments])
    last = {report.commitment_id: report for report in own.order_by("pk")}
    return submitted, {pk: report for pk, report in last.items() if report.state == StatusReport.State.RETURNED}
