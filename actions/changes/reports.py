"""What owners report, in words: from which status to which, what was corrected, and how a deadline moved."""

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.deadlines import day
from actions.models import StatusReport, StatusReportTranslation
from actions.models.statuses import Status
from core.changes import Change

from .words import OF_COMMITMENT, of_commitment, said, url_of, with_paths, with_reason

WHAT = "report"


def moments(scope):
    reports = StatusReport.objects.approved()
    if scope.subject.kind == "everything":
        # Readers know nearly all of them: to look each one up costs less than to list all promises.
        yield WHAT, reports.filter(Exists(scope.commitments().filter(pk=OuterRef("commitment")))), F("decided_at")
    else:
        yield WHAT, reports.filter(commitment__in=scope.commitments().order_by().values("pk")), F("decided_at")


def changes(chosen, language):
    if WHAT not in chosen:
        return
    earlier = _known_before()
    moved = earlier.filter(moves_to__isnull=False)
    rows = with_reason(StatusReport.objects, StatusReportTranslation.objects, "report", language).annotate(
        status_before=Subquery(earlier.values("status")[:1]),
        held_before=Subquery(earlier.values("holds_on")[:1]),
        due_before=Coalesce(
            Subquery(moved.values("moves_to")[:1]),
            F("commitment__first_deadline"),
            F("commitment__review_on"),
            output_field=DateField(),
        ),
        was_corrected=Exists(StatusReport.objects.approved().filter(corrects=OuterRef("pk"))),
    )
    rows = with_paths(rows, language).select_related("on_behalf_of", "corrects", *OF_COMMITMENT)
    with override(language):
        for report in rows.filter(pk__in=chosen[WHAT]):
            title, text = _title(report, language), _text(report, language)
            yield Change(f"report-{report.pk}", report.decided_at, title, url=url_of(report), **text)


def _known_before():
    """The reports on the same commitment that were known just before this one, the one that held first."""
    earlier = Q(decided_at__lt=OuterRef("decided_at")) | Q(decided_at=OuterRef("decided_at"), pk__lt=OuterRef("pk"))
    corrected = StatusReport.objects.approved().filter(
        corrects=OuterRef("pk"), decided_at__lt=OuterRef(OuterRef("decided_at"))
    )
    known = StatusReport.objects.approved().filter(earlier, commitment=OuterRef("commitment"))
    return known.exclude(Exists(corrected)).latest_first()


def _title(report, language):
    sentences = [_status(report, language), _deadline(report)]
    if report.was_corrected:
        sentences.append(_("This was corrected afterwards."))
    return " ".join(filter(None, sentences))


def _status(report, language):
    now = _label(report.status)
    facts = {
        "organisation": report.on_behalf_of.name_in(language),
        "what": of_commitment(report.commitment, language),
        "status": now,
        "day": day(report.holds_on),
    }
    if report.corrects_id:
        before = _label(report.corrects.status)
        if before == now:
            return _("{organisation} corrects a report on {what}: still {status}.").format(**facts)
        return _("{organisation} corrects a report on {what}: {status}, not {before}.").format(before=before, **facts)
    if report.held_before and report.held_before > report.holds_on:
        return _("{organisation} reports on {what} for an earlier day, {day}: {status}.").format(**facts)
    if report.status_before is None:
        return _("{organisation} reports on {what}: {status}.").format(**facts)
    if report.status_before == report.status:
        return _("{organisation} reports on {what}: still {status}.").format(**facts)
    before = _label(report.status_before)
    return _("{organisation} reports on {what}: from {before} to {status}.").format(before=before, **facts)


def _deadline(report):
    """How the deadline moves: first, until now, from now on; why is what the report gives as its reason."""
    if not report.moves_to or not report.due_before:
        return ""
    first = report.commitment.first_deadline
    days = {"before": day(report.due_before), "now": day(report.moves_to), "first": first and day(first)}
    if report.commitment.is_ongoing:
        return _("The review moves from {before} to {now}.").format(**days)
    if first in (None, report.due_before):
        return _("The deadline moves from {before} to {now}.").format(**days)
    return _("The deadline moves from {before} to {now}; the first was {first}.").format(**days)


def _text(report, language):
    return {"text": _("Nothing changed since the report before.")} if report.unchanged else said(report, language)


def _label(status):
    return str(Status(status).label).lower()
