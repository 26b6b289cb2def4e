"""The logs in plain Python, against what the database says of the same day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.dashboard.logs import Log, logs_of
from actions.models import Commitment
from core.dates import add_months
from tests.actions.test_time import START, save
from tests.actions.test_time import reports as days_of_reports
from tests.database import Queries, rolled_back
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ASKED = [-1, 4, 11, 21, 100, 190, 480, 800]

promises = st.fixed_dictionaries(
    {
        "is_pledge": st.booleans(),
        "is_ongoing": st.booleans(),
        "rhythm": st.sampled_from([None, 3, 6, 12]),
        "due": st.one_of(st.none(), st.integers(-5, 500)),
    }
)


def promised(row, organisation):
    date_field = "review_on" if row["is_ongoing"] else "first_deadline"
    values = {
        "organisation": organisation,
        "timing": "ongoing" if row["is_ongoing"] else "time_bound",
        date_field: None if row["due"] is None else START + timedelta(days=row["due"]),
    }
    if row["is_pledge"]:
        return PledgeFactory(**{f"commitment__{name}": value for name, value in values.items()}).commitment
    return CommitmentFactory(action=ActionFactory(plan__rhythm=row["rhythm"]), **values)


def said(state):
    return (state.status, state.status_on, state.due_on, state.moves, state.rhythm, state.is_open, state.standing())


@given(st.lists(st.tuples(promises, days_of_reports), min_size=1, max_size=3))
def test_a_log_says_of_any_day_what_the_database_says(rows):
    with rolled_back():
        organisation, user = OrganisationFactory(), UserFactory()
        for promise, reports in rows:
            save(reports, promised(promise, organisation), user)

        logs = logs_of(Commitment.objects.all())

        for offset in ASKED:
            day = START + timedelta(days=offset)
            found = {row.pk: said(row) for row in Commitment.objects.with_status(day)}
            assert {pk: said(log.on(day)) for pk, log in logs.items()} == found
            standings = dict(Commitment.objects.with_standing(day).values_list("pk", "standing"))
            assert {pk: log.on(day).standing() for pk, log in logs.items()} == standings


def test_what_came_in_since_a_day_leaves_out_what_is_no_longer_true():
    commitment = CommitmentFactory()
    wrong = ReportFactory(commitment=commitment, approved_on=START)
    right = ReportFactory(commitment=commitment, approved_on=add_months(START, 1), corrects=wrong, holds_on=START)

    log = logs_of(Commitment.objects.all())[commitment.pk]

    def came_in(start, day):
        return [entry.pk for entry in log.since(start, day)]

    assert came_in(START, START) == [wrong.pk]
    assert came_in(START, add_months(START, 1)) == [right.pk]
    assert came_in(START + timedelta(days=1), add_months(START, 1)) == [right.pk]
    assert came_in(add_months(START, 2), add_months(START, 2)) == []


def test_logs_cost_two_queries_however_many_and_nothing_for_a_day():
    for number in (1, 5):
        for _more in range(number):
            ReportFactory(approved_on=START)
        with Queries() as queries:
            logs = logs_of(Commitment.objects.all())
            assert all(log.on(START).status for log in logs.values())
        assert len(queries) == 2, queries


def test_a_commitment_without_reports_has_a_log_too():
    pk = CommitmentFactory(first_deadline=START).pk

    log = logs_of(Commitment.objects.public())[pk]

    assert log == Log(first_due_on=START, is_ongoing=False, rhythm=None)
    assert log.on(START).standing() == "no_news"
    assert log.on(START + timedelta(days=1)).standing() == "late"
