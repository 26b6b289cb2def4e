"""Export then import changes nothing, whatever stands in the plan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.models import ActionPlan, Commitment, CoOwner, Indicator, Lineage, Measurement, Milestone, StatusReport
from actions.sheets.importing import dry_run
from actions.sheets.writing import plan_workbook
from core.dates import today
from core.models import Goal, GuidingPrinciple, Theme
from tests.database import rolled_back
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    PillarFactory,
    ReportFactory,
    TargetFactory,
)

from .sheet_world import downloaded, saved

pytestmark = pytest.mark.django_db

# Everything that a database takes: no NUL and no half of a pair; also what looks like a formula, a date or an escape.
signs = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
odd = st.sampled_from(
    ["=1+1", "+32 2", "-", "@x", "#N/A", "_x000B_", "a_x0041_b", "\x0b", "\ufffe", "\t=x", "01/02/2026", "1,5", "yes",
     " spaces ", "line\r\nline\rline", "<b>&amp;</b>", "']]>", "Ω ß é", "x" * 3000, "\u202eabc", "​", "12", "TRUE"]
)  # fmt: skip
texts = st.one_of(odd, st.text(signs, min_size=1, max_size=60)).filter(lambda text: text.strip())
short = texts.map(lambda text: text[:200])
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
past = st.dates(date(2000, 1, 1), today())
figures = st.decimals(-(10**13), 10**13, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def reports(draw):
    is_unchanged = draw(st.booleans())
    approved = draw(st.one_of(st.none(), past))
    return {
        "status": draw(st.sampled_from(["not_started", "in_progress", "completed"])),
        "unchanged": is_unchanged,
        "reason": "" if is_unchanged else draw(texts)[:2000],
        "language": draw(st.sampled_from(["nl", "fr"])),
        "holds_on": draw(past),
        "approved_on": approved,
    }


@st.composite
def plans(draw):
    return {
        "name": [draw(short), draw(short)],
        "text": [draw(texts), draw(texts)],
        "milestone": [draw(short), draw(short)],
        "unit": [draw(texts)[:60], draw(texts)[:60]],
        "source": draw(texts)[:300],
        "days": [draw(days), draw(days), draw(days)],
        "edition": draw(st.integers(0, 32767)),
        "is_public": draw(st.booleans()),
        "is_ongoing": draw(st.booleans()),
        "baseline": draw(st.one_of(st.none(), figures)),
        "values": draw(st.lists(figures, max_size=3)),
        "reports": draw(st.lists(reports(), max_size=3)),
        "translation": draw(st.one_of(st.none(), texts.map(lambda text: text[:2000]))),
        "goals": draw(st.sets(st.integers(1, 17), max_size=3)),
    }


def made(content):
    """A plan with that in it."""
    nl, fr = content["name"]
    starts, due, review = content["days"]
    plan = ActionPlanFactory(
        name_nl=nl, name_fr=fr, starts_on=starts, edition=content["edition"], is_public=content["is_public"],
        predecessor=ActionPlanFactory(),
    )  # fmt: skip
    action = ActionFactory(plan=plan, name_nl=fr, name_fr=nl, pillar=PillarFactory(plan=plan, number=1))
    Lineage.objects.create(action=action, predecessor=ActionFactory(), kind="merged")
    action.goals.set(Goal.objects.filter(number__in=content["goals"]))
    action.principles.set(GuidingPrinciple.objects.all()[: len(content["goals"])])
    action.save()
    timing = {"timing": "ongoing", "review_on": review} if content["is_ongoing"] else {"first_deadline": due}
    commitment = CommitmentFactory(action=action, text_nl=content["text"][0], text_fr=content["text"][1], **timing)
    commitment.themes.set(Theme.objects.all()[: len(content["goals"])])
    commitment.save()
    CoOwner.objects.create(commitment=commitment, organisation=OrganisationFactory())
    step_nl, step_fr = content["milestone"]
    Milestone.objects.create(commitment=commitment, name_nl=step_nl, name_fr=step_fr, due_on=due)
    for number, report in enumerate(content["reports"]):
        row = ReportFactory(commitment=commitment, **report)
        row.evidence.create(url=f"https://example.org/{number}?a=b&c=d")
        other = "fr" if row.language == "nl" else "nl"
        if content["translation"] and row.reason:
            row.translations.create(language=other, reason=content["translation"], translated_by=row.submitted_by)
    baseline = content["baseline"]
    indicator = IndicatorFactory(
        action=action, unit_nl=content["unit"][0], unit_fr=content["unit"][1], decimals=4, baseline=baseline,
        baseline_on=None if baseline is None else date(2020, 1, 1),
    )  # fmt: skip
    for value in content["values"]:
        MeasurementFactory(indicator=indicator, value=value, source=content["source"], reason="")
        TargetFactory(indicator=indicator, value=value)
    return plan


@given(plans())
def test_what_is_downloaded_and_sent_back_changes_nothing(person, content):
    with rolled_back():
        user = person("plan-coordinator", government=GovernmentFactory())
        plan = made(content)

        with plan_workbook(plan) as file:
            difference = dry_run(file=file, plan=plan, user=user)

        assert (difference.rows, difference.problems, difference.remarks) == ([], [], [])
        assert difference.unchanged["Reports"] == len(content["reports"])
        assert difference.unchanged["Commitments"] == difference.unchanged["Milestones"] == 1


@settings(max_examples=10)
@given(plans())
def test_another_program_may_have_saved_it_in_between(person, content):
    with rolled_back():
        user = person("plan-coordinator", government=GovernmentFactory())
        plan = made(content)

        difference = dry_run(file=saved(downloaded(plan)), plan=plan, user=user)

        assert (difference.rows, difference.problems) == ([], [])


def test_a_text_longer_than_a_cell_can_hold_stays_whole(person, site):
    commitment = CommitmentFactory(text_nl="x" * 40_000)
    user = person("plan-coordinator")

    with plan_workbook(commitment.action.plan) as file:
        difference = dry_run(file=file, plan=commitment.action.plan, user=user)

    assert (difference.rows, difference.problems) == ([], [])
    assert len(Commitment.objects.get().text_nl) == 40_000


def test_figures_come_back_to_the_last_digit(person, site):
    value = Decimal("12345678901.2345")
    indicator = IndicatorFactory(decimals=4, baseline=value, baseline_on=date(2020, 1, 1))
    plan = indicator.action.plan

    with plan_workbook(plan) as file:
        assert dry_run(file=file, plan=plan, user=person("plan-coordinator")).rows == []

    assert Indicator.objects.get().baseline == value
    assert not Measurement.objects.exists()


def test_days_before_spreadsheets_begin_come_back(person, site):
    plan = ActionPlanFactory(adopted_on=date(1850, 3, 1), ends_on=today() + timedelta(days=1))

    with plan_workbook(plan) as file:
        difference = dry_run(file=file, plan=plan, user=person("plan-coordinator"))

    assert (difference.rows, difference.problems) == ([], [])
    assert ActionPlan.objects.get().adopted_on == date(1850, 3, 1)
    assert not StatusReport.objects.exists()
