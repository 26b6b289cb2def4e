"""The public log: status reports with their reasons and evidence, and every deadline that moved."""

from django.utils.translation import gettext_lazy as _

from actions.models import Commitment, StatusReport
from actions.models.reports import Evidence, MilestoneReached
from actions.querysets import end_of
from core.dates import day_of
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import by_key, code_of, said, translations_of

from .commitments import STATUSES, in_the_open, subject_columns, subjects_of


def reason_columns(about):
    return (
        *c.code("language", _("The language in which the reason was written; others are translations"), sample="nl"),
        *c.in_every_language("reason", about, sample=_("The work began later than planned.")),
    )


def known(on):
    """The reports that everybody could read at the end of that day, corrected ones too."""
    reports = StatusReport.objects.approved().filter(decided_at__lt=end_of(on), holds_on__lte=on)
    return reports.filter(commitment__in=in_the_open())


def _reports(on):
    return [known(on).order_by("pk")]


def _report_rows(queryset, keys, reading):
    found = StatusReport.objects.select_related("on_behalf_of").in_bulk(keys)
    subjects = subjects_of({report.commitment_id for report in found.values()})
    translations, evidence = translations_of(StatusReport, keys), _evidence(keys, reading)
    reached = MilestoneReached.objects.filter(report__in=keys).order_by("pk")
    reached = by_key(reached.values_list("report_id", "milestone_id"))
    corrected = dict(known(reading.on).filter(corrects__in=keys).order_by().values_list("corrects_id", "pk"))
    for report in (found[key] for key in keys if key in found):
        yield {
            "id": report.pk,
            **subjects[report.commitment_id],
            "organisation": code_of(report.on_behalf_of),
            "holds_on": report.holds_on,
            **c.coded_values("status", STATUSES, report.status),
            "unchanged": report.unchanged,
            **said(report, translations),
            "moves_to": report.moves_to,
            "evidence": evidence.get(report.pk, []),
            "milestones": reached.get(report.pk, []),
            "corrects": report.corrects_id,
            "corrected_by": corrected.get(report.pk),
            "approved_on": day_of(report.decided_at),
        }


def _evidence(keys, reading):
    """The addresses of what everybody may see of the evidence: {pk of the report: [address]}."""
    pieces = Evidence.objects.filter(report__in=keys, is_public=True).order_by("pk")
    return by_key((piece.report_id, reading.whole(piece.href)) for piece in pieces)


REPORTS = Dataset(
    "status-reports",
    _("Status reports"),
    _("The public log: every approved report on a commitment or a pledge, with its reason, evidence and corrections."),
    "report",
    "terms:StatusReport",
    (
        *c.whole("id", _("Its number, which does not change"), sample="345", term="dct:identifier"),
        *subject_columns(),
        *c.reference("organisation", "organisation", _("On whose behalf it was sent in"), sample="example-agency"),
        *c.day("holds_on", _("The day for which the status holds")),
        *c.coded("status", STATUSES, _("The status that was reported")),
        *c.yes_no("unchanged", _("Whether it says only that the report before it still holds"), sample="no"),
        *reason_columns(_("Why; empty when nothing changed")),
        *c.day("moves_to", _("The new deadline or review date, where the report moves it")),
        *c.addresses("evidence", _("Addresses of what shows that it is true"), many=True, term="schema:citation"),
        *c.whole("milestones", _("Numbers of the milestones that it says were reached"), many=True, sample="12"),
        *c.whole("corrects", _("The number of the report that it corrects"), sample="344"),
        *c.whole("corrected_by", _("The number of the report that corrects it"), sample="346"),
        *c.day("approved_on", _("The day on which it was approved and could be read"), term="dct:issued"),
    ),
    _reports,
    _report_rows,
    changed="decided_at",
    key="id",
    is_dated=True,
    keywords=(_("status report"), _("progress"), _("evidence")),
)


def _moving(on):
    return known(on).filter(pk__in=StatusReport.objects.as_of(on).order_by().values("pk"), moves_to__isnull=False)


def _moved(on):
    """The commitments with a deadline that moved; a batch of them holds each one's whole history."""
    return [in_the_open().filter(pk__in=_moving(on).order_by().values("commitment")).order_by("pk")]


def _move_rows(queryset, keys, reading):
    commitments, subjects = Commitment.objects.in_bulk(keys), subjects_of(keys)
    moves = _moving(reading.on).filter(commitment__in=keys)
    moves = list(moves.order_by("commitment_id", "holds_on", "decided_at", "pk"))
    translations = translations_of(StatusReport, [report.pk for report in moves])
    before = {pk: row.first_deadline or row.review_on for pk, row in commitments.items()}
    for report in moves:
        yield {
            "report": report.pk,
            **subjects[report.commitment_id],
            "moved_from": before[report.commitment_id],
            "moved_to": report.moves_to,
            "holds_on": report.holds_on,
            **said(report, translations),
            "approved_on": day_of(report.decided_at),
        }
        before[report.commitment_id] = report.moves_to


DEADLINES = Dataset(
    "deadlines-moved",
    _("Deadlines moved"),
    _("Every time that a deadline or review date moved: from which day to which, and why."),
    "move",
    "terms:DeadlineMoved",
    (
        *c.whole("report", _("The number of the report that moved it"), sample="345", term="dct:identifier"),
        *subject_columns(),
        *c.day("moved_from", _("The deadline or review date until then")),
        *c.day("moved_to", _("The one from then on")),
        *c.day("holds_on", _("The day for which that report holds")),
        *reason_columns(_("Why it moved")),
        *c.day("approved_on", _("The day on which it was approved and could be read"), term="dct:issued"),
    ),
    _moved,
    _move_rows,
    found_for_rows=lambda on: [_moving(on)],
    changed="decided_at",
    key="report",
    is_dated=True,
    keywords=(_("deadline"), _("delay")),
)
