"""Commitments of authorities, with their deadlines, their status on a day and what others say of them."""

from datetime import date

from django.db.models import OuterRef, Q, Subquery
from pydantic import Field

from actions.models import Assessment, Commitment, Milestone, MilestoneReached, StatusReport
from actions.models.statuses import Level, Standing, Status
from actions.promises.addresses import below
from core.dates import day_of
from opendata.api.asked import (
    Changing,
    Dated,
    OfAction,
    OfGovernment,
    OfOrganisation,
    OfPlan,
    OfTheme,
    Worded,
)
from opendata.api.shapes import Published, Reference, Saying, Shape, Words, one_of
from opendata.api.world import grouped, in_words, with_words, words


class Move(Shape):
    """That a deadline or review date moved."""

    to: date = Field(description="The date since then.")
    reported_on: date = Field(description="The day of the report that moved it.")
    reason: Saying | None = Field(description="Why it moved.")


class Step(Shape):
    """A step on the way to what was promised."""

    name: Words
    due_on: date | None = Field(description="By when it was to be reached.")
    reached_on: date | None = Field(description="When reports say it was reached.")


class Opinion(Shape):
    """What somebody else than the authority says of a commitment."""

    assessor: Reference = Field(description="The organisation that says so.")
    voice: one_of(Assessment.Voice) = Field(description="As whom it speaks: see “voice” in /codes.")
    level: one_of(Level) = Field(description="On the scale of the Open Government Partnership: see “level” in /codes.")
    assessed_on: date
    reason: Saying | None
    source: str = Field(description="The report or letter in which it stands.")
    source_url: str | None


class Promise(Shape):
    """What a commitment and a pledge have in common."""

    text: Words = Field(description="What is promised.")
    timing: one_of(Commitment.Timing) = Field(description="With a deadline, or ongoing: see “timing” in /codes.")
    first_deadline: date | None = Field(description="The deadline as first announced; it never changes.")
    deadline: date | None = Field(description="The deadline as it is now, after moves.")
    review_on: date | None = Field(description="When news of an ongoing one is due.")
    moves: list[Move] = Field(description="How the date moved, and why; the earliest first.")
    status: one_of(Status) | None = Field(description="As last reported: see “status” in /codes.")
    status_on: date | None = Field(description="The day for which that report holds.")
    milestones: list[Step] = Field(description="The steps on the way.")
    modified_on: date = Field(description="The day on which its facts last changed or a report was published.")


class Engagement(Promise, Published):
    """What one body of a government promised in an action."""

    action: Reference
    plan: Reference
    organisation: Reference = Field(description="Who promised it.")
    government: Reference | None = Field(description="The government to which that body belongs.")
    together_with: list[Reference] = Field(description="Who promised it too.")
    standing: one_of(Standing) = Field(description="What follows from status and dates: see “standing” in /codes.")
    assessments: list[Opinion] = Field(description="What others say of it.")
    fictional: bool = Field(description="Whether its action is an invented example.")


class CommitmentsAsked(Worded, Changing, OfPlan, OfAction, OfOrganisation, OfGovernment, OfTheme, Dated):
    standing: one_of(Standing) = Field(None, description="Only those that stand there.")


def shown(*path):
    """That what stands at the end of that path is for everybody.

    By joins: as a list of keys in the question, SQLite looks all of them up for each row.
    """
    above = "__".join(path)
    return Q(**{f"{above}__is_public": True, f"{above}__archived_at": None})


def public_commitments():
    """The commitments of authorities that everybody may see: public ones of public actions of public plans."""
    return Commitment.objects.public().filter(shown("action") & shown("action", "plan"))


def pages_below(commitment, paths):
    """The page of a commitment in each language, from those of actions: {language: address}."""
    return {language: below(path, commitment) for language, path in paths.get(commitment.action_id, {}).items()}


def with_log(rows, world):
    """With their status on the day, and with when the log last said something."""
    reports = StatusReport.objects.approved().filter(commitment=OuterRef("pk")).order_by("-decided_at")
    return rows.with_status(world.on).annotate(told_at=Subquery(reports.values("decided_at")[:1]))


def promises(commitments, world):
    """What commitments and pledges have in common, in two queries: {pk: values of Promise}."""
    keys = [commitment.pk for commitment in commitments]
    known = StatusReport.objects.filter(commitment__in=keys).as_of(world.on).order_by()
    said = MilestoneReached.objects.filter(milestone=OuterRef("pk"), report__in=known.values("pk"))
    first = said.order_by("report__holds_on").values("report__holds_on")[:1]
    steps = Milestone.objects.filter(commitment__in=keys).annotate(reached_on=Subquery(first))
    milestones = grouped(steps.order_by("sort_order", "pk"), "commitment_id")
    moved = StatusReport.objects.filter(commitment__in=keys, moves_to__isnull=False).as_of(world.on)
    moves = grouped(with_words(moved).order_by("holds_on", "decided_at", "pk"), "commitment_id")
    return {row.pk: _promise(row, moves.get(row.pk, ()), milestones.get(row.pk, ())) for row in commitments}


def _promise(row, moves, milestones):
    return {
        "text": words(row, "text"),
        "timing": row.timing,
        "first_deadline": row.first_deadline,
        "deadline": None if row.is_ongoing else row.due_on,
        "review_on": row.due_on if row.is_ongoing else None,
        "moves": [{"to": move.moves_to, "reported_on": move.holds_on, "reason": in_words(move)} for move in moves],
        "status": row.status,
        "status_on": row.status_on,
        "milestones": [
            {"name": words(step, "name"), "due_on": step.due_on, "reached_on": step.reached_on} for step in milestones
        ],
        "modified_on": day_of(max(filter(None, (row.updated_at, row.told_at)))),
    }
