"""Reads the index of public dates: five questions, whatever there is."""

from array import array
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.models import Action, Commitment, CoOwner, Milestone, MilestoneReached, Pledge, StatusReport
from actions.models.statuses import Status
from core.dates import today
from partners.directory.sets import bits_of

from .index import DateIndex, Kind

COLUMNS = ("pk", "timing", "organisation", "organisation__government__code", "action__plan__code")


@dataclass(frozen=True)
class Row:
    day: date
    kind: Kind
    commitment: int
    milestone: int
    is_open: bool
    """Whether it is still to be done: what was done before its day, or will not be done, is not due."""


def public_commitments():
    """Of public actions and of public pledges."""
    of_actions, of_pledges = Action.objects.public().values("pk"), Pledge.objects.public().values("commitment")
    return Commitment.objects.public().filter(Q(action__in=of_actions) | Q(pk__in=of_pledges))


def index_made():
    found = {row["pk"]: row for row in public_commitments().with_status().order_by().values(*COLUMNS, *_STATUS)}
    rows = sorted([*_dates(found), *_steps(found)], key=lambda row: (row.day, row.commitment, row.milestone))
    places = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.commitment].append(place)
    joint = [
        (place, partner)
        for commitment, partner in CoOwner.objects.order_by("pk").values_list("commitment", "organisation")
        for place in places.get(commitment, ())
    ]
    return DateIndex(
        days=array("l", (row.day.toordinal() for row in rows)),
        commitments=array("q", (row.commitment for row in rows)),
        milestones=array("q", (row.milestone for row in rows)),
        leads=array("q", (found[row.commitment]["organisation"] for row in rows)),
        joint_places=array("l", (place for place, _partner in joint)),
        partners=array("q", (partner for _place, partner in joint)),
        sets=_sets(rows, found, places),
    )


_STATUS = ("status", "status_on", "due_on")


def _dates(commitments):
    """The deadlines, and the review dates of what is ongoing."""
    for pk, row in commitments.items():
        if day := row["due_on"]:
            is_open, is_review = row["status"] not in Status.closed(), row["timing"] == Commitment.Timing.ONGOING
            if is_review:
                is_open = is_open and not (row["status_on"] and row["status_on"] >= day)
            yield Row(day, Kind.REVIEW if is_review else Kind.DEADLINE, pk, 0, is_open)


def _steps(commitments):
    """The milestones that have a day."""
    reports = StatusReport.objects.as_of(today()).order_by()
    reached = set(MilestoneReached.objects.filter(report__in=reports.values("pk")).values_list("milestone", flat=True))
    rows = Milestone.objects.filter(due_on__isnull=False).values_list("pk", "commitment", "due_on")
    for pk, commitment, day in rows:
        if row := commitments.get(commitment):
            is_open = pk not in reached and row["status"] not in Status.closed()
            yield Row(day, Kind.MILESTONE, commitment, pk, is_open)


def _sets(rows, commitments, places):
    found, now = defaultdict(lambda: defaultdict(list)), today()
    for place, row in enumerate(rows):
        found["kind"][row.kind.value].append(place)
        if row.is_open:
            found["state"]["overdue" if row.day < now else "due"].append(place)
        for name, column in (("government", "organisation__government__code"), ("plan", "action__plan__code")):
            if value := commitments[row.commitment][column]:
                found[name][value].append(place)
    for commitment, theme in _themes():
        found["theme"][theme].extend(places.get(commitment, ()))
    return {
        name: {value: bits_of(members, len(rows)) for value, members in values.items()}
        for name, values in found.items()
    }


def _themes():
    """(commitment, code of a theme): its own, and those of its action; in one query."""
    own = Commitment.themes.through.objects.order_by().values_list("commitment", "theme__code")
    actions = Action.themes.through.objects.order_by().filter(action__commitments__isnull=False)
    return own.union(actions.values_list("action__commitments", "theme__code"))
