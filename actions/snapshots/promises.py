"""The actions and commitments of a plan, and what the log of status reports said of them at the end of a day."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from actions.models import CoOwner, Milestone, MilestoneReached, StatusReport

from .scope import public_actions, public_promises
from .voices import assessments_in
from .words import words_of, words_of_saying


@dataclass(frozen=True)
class Promises:
    """Everything about a plan's commitments, in lists by the key of the action or commitment they belong to."""

    actions: list
    commitments: dict
    co_owners: dict
    milestones: dict
    reports: dict
    """Newest first: the latest, those that moved a date, and those that reached a milestone."""
    assessments: dict

    def of_action(self, action):
        return self.commitments.get(action.pk, [])


def promises_in(plan, as_of):
    rows = public_promises(plan)
    commitments = (
        rows.with_status(as_of)
        .select_related("organisation__government")
        .order_by("organisation__government__order", "organisation__code", "code")
    )
    owners = CoOwner.objects.filter(commitment__in=rows).select_related("organisation__government")
    milestones = Milestone.objects.filter(commitment__in=rows)
    return Promises(
        actions=list(public_actions(plan).select_related("pillar").order_by("number", "code")),
        commitments=_grouped(commitments, "action_id"),
        co_owners=_grouped(owners.order_by("organisation__code"), "commitment_id"),
        milestones=_grouped(milestones.order_by("sort_order", "pk"), "commitment_id"),
        reports=_grouped(_telling_reports(rows, as_of), "commitment_id"),
        assessments=_grouped(assessments_in(rows, as_of), "commitment_id"),
    )


def _telling_reports(commitments, as_of):
    """Those reports of the log that readers of a snapshot need: a log can be long."""
    of_the_same = StatusReport.objects.filter(commitment=OuterRef("commitment")).as_of(as_of).latest_first()
    return (
        StatusReport.objects.as_of(as_of)
        .filter(commitment__in=commitments)
        .filter(
            Q(pk=Subquery(of_the_same.values("pk")[:1]))
            | Q(moves_to__isnull=False)
            | Exists(MilestoneReached.objects.filter(report=OuterRef("pk")))
        )
        .prefetch_related("translations", "milestones_reached")
        .latest_first()
    )


def _grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return dict(groups)


def organisations_in(promises):
    """Every organisation that is named."""
    for commitments in promises.commitments.values():
        yield from (commitment.organisation for commitment in commitments)
    for owners in promises.co_owners.values():
        yield from (owner.organisation for owner in owners)
    for assessments in promises.assessments.values():
        yield from (assessment.assessor for assessment in assessments)


def governments_in(organisations):
    found = {organisation.government for organisation in organisations if organisation.government_id}
    return sorted(found, key=lambda government: (government.order, government.code))


def promise_data(commitment, promises, as_of):
    """One commitment, for the content of a snapshot."""
    reports = promises.reports.get(commitment.pk, [])
    return {
        "code": commitment.code,
        "kind": commitment.kind,
        "organisation": commitment.organisation.code,
        "co_owners": [row.organisation.code for row in promises.co_owners.get(commitment.pk, [])],
        "text": words_of(commitment, "text"),
        "timing": commitment.timing,
        "first_due_on": _day(commitment.first_deadline or commitment.review_on),
        "due_on": _day(commitment.due_on),
        "moves": [_move(report) for report in reversed(reports) if report.moves_to],
        "status": commitment.status,
        "status_on": _day(commitment.status_on),
        "standing": str(commitment.standing(as_of)),
        "last_report": _report(reports[0]) if reports else None,
        "milestones": _milestones(promises.milestones.get(commitment.pk, []), reports),
        "assessments": [_assessment(row) for row in promises.assessments.get(commitment.pk, [])],
    }


def _report(report):
    return {
        "status": report.status,
        "holds_on": _day(report.holds_on),
        "unchanged": report.unchanged,
        "reason": words_of_saying(report),
    }


def _move(report):
    return {"to": _day(report.moves_to), "reported_on": _day(report.holds_on), "reason": words_of_saying(report)}


def _milestones(milestones, reports):
    reached = {}
    for report in reports:  # newest first, so that the earliest day stays
        for row in report.milestones_reached.all():
            reached[row.milestone_id] = report.holds_on
    return [
        {"name": words_of(row, "name"), "due_on": _day(row.due_on), "reached_on": _day(reached.get(row.pk))}
        for row in milestones
    ]


def _assessment(row):
    return {
        "assessor": row.assessor.code,
        "voice": row.voice,
        "level": row.level,
        "assessed_on": _day(row.assessed_on),
        "reason": words_of_saying(row),
        "source": row.source,
        "source_url": row.source_url,
    }


def _day(day):
    return day.isoformat() if day else None
