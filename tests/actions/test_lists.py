"""The lists of plans and actions, and the filter of a plan, against counting by hand."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from actions.ledger import plan_context, plans_context
from actions.models import ActionIndexPage, Commitment
from core.dates import today
from tests.database import rolled_back
from tests.factories import ActionFactory, ActionPlanFactory, CommitmentFactory, GovernmentFactory, ReportFactory

pytestmark = pytest.mark.django_db

STATUSES = ["completed", "in_progress", None]
GOVERNMENTS = ["one", "two", None]

commitments = st.lists(
    st.fixed_dictionaries(
        {
            "action": st.integers(0, 3),
            "government": st.sampled_from(GOVERNMENTS),
            "status": st.sampled_from(STATUSES),
            "is_late": st.booleans(),
            "is_public": st.sampled_from([True, True, False]),
        }
    ),
    max_size=8,
)
choices = st.fixed_dictionaries(
    {
        "government": st.lists(st.sampled_from(["one", "two"]), max_size=2, unique=True),
        "status": st.lists(st.sampled_from(["completed", "in_progress", "late", "no_news"]), max_size=2, unique=True),
    }
)


def save(rows):
    """A plan with four actions and these commitments; each row learns where it stands."""
    plan = ActionPlanFactory()
    actions = [ActionFactory(plan=plan) for _number in range(4)]
    governments = {code: GovernmentFactory(code=code) for code in GOVERNMENTS if code}
    for row in rows:
        commitment = CommitmentFactory(
            action=actions[row["action"]],
            organisation__government=governments.get(row["government"]),
            first_deadline=today() - timedelta(days=1) if row["is_late"] else None,
            is_public=row["is_public"],
        )
        if row["status"]:
            ReportFactory(commitment=commitment, status=row["status"], approved_on=today())
        is_late = row["is_late"] and row["status"] != "completed"
        row["stands"] = "late" if is_late else row["status"] or "no_news"
    return plan, actions


def seen(rows):
    return [row for row in rows if row["is_public"]]


def shown(groups):
    return {group.name: {option.value: option.count for option in group.options if option.count} for group in groups}


@given(commitments, choices)
def test_the_list_of_actions_counts_as_a_reader_would(site, rows, chosen):
    with rolled_back():
        _plan, actions = save(rows)
        page = ActionIndexPage.objects.get(locale__language_code="nl").specific
        found = page.get_listing(QueryDict(urlencode(chosen, doseq=True)), "nl")

        # A choice of each kind is about the action: two promises in it may each fit one of them.
        by_choice = {
            "government": lambda row: row["government"],
            "status": lambda row: row["stands"],
        }
        fitting = {
            name: {row["action"] for row in seen(rows) if value(row) in chosen[name]} if chosen[name] else {0, 1, 2, 3}
            for name, value in by_choice.items()
        }
        expected = fitting["government"] & fitting["status"]
        assert {record.pk for record in found.page.object_list} == {actions[number].pk for number in expected}
        assert found.total == len(expected)
        for name, value in by_choice.items():
            (other,) = set(by_choice) - {name}
            there = [row for row in seen(rows) if value(row) and row["action"] in fitting[other]]
            pairs = {(row["action"], value(row)) for row in there}
            assert shown(found.groups).get(name, {}) == dict(Counter(option for _action, option in pairs))


@given(commitments, choices)
def test_the_filter_of_a_plan_counts_as_a_reader_would(site, rows, chosen):
    with rolled_back():
        plan, _actions = save(rows)

        context = plan_context(plan, "nl", QueryDict(urlencode(chosen, doseq=True)))

        there = {row["government"] for row in seen(rows)}
        governments = [code for code in chosen["government"] if code in there]
        expected = [
            row
            for row in seen(rows)
            if (not governments or row["government"] in governments)
            and (not chosen["status"] or row["stands"] in chosen["status"])
        ]
        parts = [part for pillar in context["pillars"] for row in pillar["actions"] for part in row["parts"]]
        assert sorted(str(part["standing"]) for part in parts) == sorted(row["stands"] for row in expected)
        assert context["progress"].total == len(seen(rows)) == Commitment.objects.public().count()


def test_a_plan_without_a_known_beginning_comes_after_the_others(site):
    undated = ActionPlanFactory(starts_on=None)
    old, new = ActionPlanFactory(starts_on=date(2006, 1, 1)), ActionPlanFactory(starts_on=date(2024, 1, 1))
    page = ActionIndexPage.objects.get(locale__language_code="nl").specific
    for plan in (undated, old, new):
        ActionFactory(plan=plan)

    assert [row["plan"] for row in plans_context("nl")["plans"]] == [new, old, undated]
    listed = page.get_listing(QueryDict("sort=plan"), "nl").page.object_list
    assert [action.plan for action in listed] == [new, old, undated]
