"""What a commitment may look like, and what follows from its dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models import Action, Commitment
from actions.models.statuses import Standing, Status
from actions.progress import FURTHEST_BEHIND_FIRST, progress_of, standing_of
from core.dates import today
from tests.factories import ActionFactory, CommitmentFactory, PillarFactory, ReportFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 30)


def field_errors(instance):
    with pytest.raises(ValidationError) as raised:
        instance.full_clean()
    return set(raised.value.message_dict)


def test_an_ongoing_commitment_has_no_deadline():
    commitment = CommitmentFactory()
    commitment.timing, commitment.first_deadline = "ongoing", DAY

    assert "first_deadline" in field_errors(commitment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(timing="ongoing", first_deadline=DAY)


def test_only_an_ongoing_commitment_has_a_review_date():
    commitment = CommitmentFactory()
    commitment.review_on = DAY

    assert "review_on" in field_errors(commitment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(review_on=DAY)


@pytest.mark.parametrize(
    "values",
    [{}, {"first_deadline": DAY}, {"timing": "ongoing"}, {"timing": "ongoing", "review_on": DAY}],
)
def test_dates_that_fit_the_timing_are_accepted(values):
    CommitmentFactory(**values).full_clean()


@pytest.mark.parametrize("later", [None, DAY + timedelta(days=1), DAY - timedelta(days=1)])
def test_the_first_deadline_stands(later):
    commitment = CommitmentFactory(first_deadline=DAY)
    commitment.first_deadline = later

    assert "first_deadline" in field_errors(commitment)


def test_a_first_deadline_may_still_be_announced():
    commitment = CommitmentFactory(first_deadline=None)
    commitment.first_deadline = DAY

    commitment.full_clean()


def test_a_pillar_of_another_plan_is_refused():
    action = ActionFactory()
    action.pillar = PillarFactory()

    assert "pillar" in field_errors(action)


def test_a_plan_has_one_action_of_a_number():
    action = ActionFactory(number=7)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFactory(plan=action.plan, number=7, code="another")
    assert Action.objects.count() == 1


CASES = [
    # timing, date, status, standing the day after, on the day
    ("time_bound", DAY, None, Standing.LATE, Standing.NO_NEWS),
    ("time_bound", DAY, "not_started", Standing.LATE, Standing.NOT_STARTED),
    ("time_bound", DAY, "in_preparation", Standing.LATE, Standing.IN_PREPARATION),
    ("time_bound", DAY, "in_progress", Standing.LATE, Standing.IN_PROGRESS),
    ("time_bound", DAY, "completed", Standing.COMPLETED, Standing.COMPLETED),
    ("time_bound", DAY, "stopped", Standing.STOPPED, Standing.STOPPED),
    ("time_bound", None, "in_progress", Standing.IN_PROGRESS, Standing.IN_PROGRESS),
    ("ongoing", DAY, None, Standing.NO_NEWS, Standing.NO_NEWS),
    ("ongoing", DAY, "in_progress", Standing.UPDATE_DUE, Standing.IN_PROGRESS),
    ("ongoing", DAY, "completed", Standing.COMPLETED, Standing.COMPLETED),
    ("ongoing", None, "in_progress", Standing.IN_PROGRESS, Standing.IN_PROGRESS),
]


@pytest.mark.parametrize(("timing", "day", "status", "after", "on_the_day"), CASES)
def test_where_a_commitment_stands_follows_from_its_dates_and_its_status(timing, day, status, after, on_the_day):
    field = "first_deadline" if timing == "time_bound" else "review_on"
    commitment = CommitmentFactory(timing=timing, **{field: day})
    if status:
        ReportFactory(commitment=commitment, status=status, approved_on=DAY - timedelta(days=30))

    commitment = Commitment.objects.with_status(DAY + timedelta(days=1)).get()
    assert commitment.standing(DAY + timedelta(days=1)) == after
    assert commitment.standing(DAY) == on_the_day
    assert after.label


def test_every_question_to_the_database_agrees_with_where_a_commitment_stands():
    for timing, day, status, *_standings in CASES:
        field = "first_deadline" if timing == "time_bound" else "review_on"
        commitment = CommitmentFactory(timing=timing, **{field: day})
        if status:
            ReportFactory(commitment=commitment, status=status, approved_on=DAY - timedelta(days=30))

    for day in (DAY - timedelta(days=60), DAY, DAY + timedelta(days=1)):
        every = Commitment.objects.with_status(day)
        late = {row.pk for row in every if row.standing(day) == Standing.LATE}
        open_ = {row.pk for row in every if row.status not in Status.closed()}
        assert set(Commitment.objects.late(day).values_list("pk", flat=True)) == late
        assert set(Commitment.objects.open(day).values_list("pk", flat=True)) == open_
        in_database = dict(Commitment.objects.with_standing(day).values_list("pk", "standing"))
        assert in_database == {row.pk: row.standing(day) for row in every}


def test_progress_counts_each_commitment_once_by_where_it_stands():
    plain = CommitmentFactory.create_batch(2)
    CommitmentFactory(first_deadline=today() - timedelta(days=1))
    ReportFactory(commitment=plain[0], status="completed", approved_on=today())

    progress = progress_of(Commitment.objects.with_status())

    assert progress.total == 3
    assert {part.code: part.count for part in progress.parts} == {"completed": 1, "late": 1, "no_news": 1}
    assert progress.no_news == 1
    assert progress.is_published


def test_progress_of_nothing_is_nothing_published():
    progress = progress_of([])

    assert (progress.total, progress.parts, progress.is_published) == (0, [], False)


class Standing_:
    """A commitment of which only the standing matters."""

    def __init__(self, standing):
        self.stands = standing

    def standing(self, on=None):
        return self.stands


@pytest.mark.parametrize("standing", list(Standing))
def test_an_action_of_one_commitment_stands_where_that_stands(standing):
    assert standing_of([Standing_(standing)]) == standing


def test_an_action_stands_where_its_furthest_behind_commitment_stands():
    for behind, ahead in pairwise(FURTHEST_BEHIND_FIRST):
        assert standing_of([Standing_(ahead), Standing_(behind), Standing_(Standing.NO_NEWS)]) == behind
    assert standing_of([]) == Standing.NO_NEWS


def test_the_database_keeps_the_first_deadline():
    commitment = CommitmentFactory(first_deadline=date(2026, 6, 30))

    for other in (date(2027, 6, 30), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=commitment.pk).update(first_deadline=other)

    commitment.refresh_from_db()
    assert commitment.first_deadline == date(2026, 6, 30)


def test_a_first_deadline_may_be_published_later():
    commitment = CommitmentFactory(first_deadline=None)

    Commitment.objects.filter(pk=commitment.pk).update(first_deadline=date(2026, 6, 30))

    commitment.refresh_from_db()
    assert commitment.first_deadline == date(2026, 6, 30)
