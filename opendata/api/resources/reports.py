"""The public log: what was reported on commitments and pledges, and approved."""

from datetime import date

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.http import Http404
from pydantic import Field

from actions.models import Action, Commitment, MilestoneReached, Pledge, StatusReport
from actions.models.statuses import Status
from actions.querysets import end_of
from core.dates import day_of
from opendata.api.asked import (
    Changing,
    Dated,
    OfAction,
    OfCommitment,
    OfGovernment,
    OfOrganisation,
    OfPlan,
)
from opendata.api.paging import ENTRY
from opendata.api.resource import Resource
from opendata.api.shapes import Address, Published, Reference, Saying, Shape, Words, one_of
from opendata.api.world import in_words, paths_of, with_words, words

from .common import since
from .promises import pages_below, shown


class Proof(Shape):
    """What shows that a report is true, as far as it is for everybody."""

    title: str | None
    url: Address


class Report(Published):
    """One entry of the log, which never changes: the status of a commitment on a day, and why."""

    commitment: Reference = Field(description="What it is about; a pledge where “kind” says so.")
    kind: one_of(Commitment.Kind) = Field(description="Whether it is about a commitment or a pledge.")
    organisation: Reference = Field(description="On whose behalf it was sent.")
    status: one_of(Status) = Field(description="See “status” in /codes.")
    holds_on: date = Field(description="The day for which the status is true.")
    published_on: date = Field(description="The day on which it was approved, and so became public.")
    unchanged: bool = Field(description="That it only says that the report before it still holds.")
    reason: Saying | None = Field(description="What happened, in the words of its author; null where nothing changed.")
    moves_to: date | None = Field(description="The new deadline or review date, where the report moves it.")
    milestones: list[Words] = Field(description="The milestones that were reached.")
    evidence: list[Proof]
    corrects: Address | None = Field(description="The report that it corrects.")
    corrected_by: Address | None = Field(description="The report that corrects it; it does not count any more.")


class ReportsAsked(Changing, OfPlan, OfAction, OfCommitment, OfOrganisation, OfGovernment, Dated):
    status: one_of(Status) = Field(None, description="Only reports of this status.")
    kind: one_of(Commitment.Kind) = Field(None, description="Only on commitments of authorities, or on pledges.")


def rows_of(world):
    """What was known at the end of the day, corrected ones too."""
    by_authority = shown("commitment", "action") & shown("commitment", "action", "plan")
    promised = shown("commitment") & (by_authority | shown("commitment", "pledge"))
    known = StatusReport.objects.approved().filter(decided_at__lt=end_of(world.on))
    corrections = known.filter(corrects=OuterRef("pk"))
    return (
        with_words(known.filter(promised))
        .annotate(corrected_by=Subquery(corrections.values("pk")[:1]))
        .select_related("commitment__action__plan", "commitment__pledge", "on_behalf_of")
        .prefetch_related(
            "evidence", Prefetch("milestones_reached", MilestoneReached.objects.select_related("milestone"))
        )
    )


def build(reports, world):
    paths = _paths({report.commitment for report in reports})
    return [
        {
            "id": world.identifier("report", report.pk),
            "code": str(report.pk),
            "url": world.pages(paths.get(report.commitment_id, {})),
            "commitment": _about(report.commitment, world),
            "kind": report.commitment.kind,
            "organisation": world.reference("organisation", report.on_behalf_of),
            "status": report.status,
            "holds_on": report.holds_on,
            "published_on": day_of(report.decided_at),
            "unchanged": report.unchanged,
            "reason": in_words(report),
            "moves_to": report.moves_to,
            "milestones": [words(row.milestone, "name") for row in report.milestones_reached.all()],
            "evidence": [
                {"title": piece.title or None, "url": world.whole(piece.href)}
                for piece in report.evidence.all()
                if piece.is_public
            ],
            "corrects": report.corrects_id and world.identifier("report", report.corrects_id),
            "corrected_by": report.corrected_by and world.identifier("report", report.corrected_by),
        }
        for report in reports
    ]


def _paths(commitments):
    """Where readers find the log of each of these: {commitment pk: {language: address}}; in two queries."""
    acts = paths_of(Action, {row.action_id for row in commitments if row.action_id})
    pledges = paths_of(Pledge, {row.pledge.pk for row in commitments if not row.action_id})
    found = {row.pk: pledges.get(row.pledge.pk, {}) for row in commitments if not row.action_id}
    return found | {row.pk: pages_below(row, acts) for row in commitments if row.action_id}


def _about(commitment, world):
    if commitment.kind == Commitment.Kind.PLEDGE:
        return world.reference("pledge", commitment.pledge)
    return world.reference("commitment", commitment, name="text")


def _of_commitment(rows, code, world):
    by_pledge = Q(commitment__pledge__code=code)
    return rows.filter(Q(commitment__code=code, commitment__pledge=None) | by_pledge)


def _published_since(rows, day, world):
    return rows.filter(decided_at__gte=since(day))


def _entry(rows, code):
    if not code.isdecimal() or len(code) > 18:
        raise Http404
    return rows.filter(pk=int(code))


REPORTS = Resource(
    name="reports", kind="report", item=Report, asked=ReportsAsked, rows=rows_of, build=build, key=ENTRY, find=_entry,
    about="The public log: every approved report, in the order of the log, with its number there as its code. "
    "A correction is a new report; the one that it corrects stays.",
    filters={
        "plan": "commitment__action__plan__code",
        "action": "commitment__action__code",
        "commitment": _of_commitment,
        "organisation": "on_behalf_of__code",
        "government": "on_behalf_of__government__code",
        "status": "status",
        "kind": "commitment__kind",
        "changed_since": _published_since,
    },
)  # fmt: skip
