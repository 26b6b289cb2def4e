"""What changed in the action plans, in words: each thing once, when it became public, and nothing that is hidden."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actions.models import Action, ActionPage, ActionPlan, Commitment, CoOwner, Pledge, StatusReport
from actions.services.submissions import saying_translate
from core.changes import changes_of, subject_of
from core.models import Theme
from partners.models import Succession
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    PledgeFactory,
    RecommendationFactory,
    ReportFactory,
    ResponseFactory,
    TargetFactory,
    UserFactory,
    moment,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = date(2026, 3, 10)


@pytest.fixture
def commitment(site):
    owner = OrganisationFactory(
        code="north", name_nl="Dienst Noord", name_fr="Service Nord", government=GovernmentFactory(code="example")
    )
    action = ActionFactory(number=3, name_nl="Brochure", name_fr="Brochure", code="plan-3", plan__code="plan")
    return CommitmentFactory(action=action, organisation=owner, code="plan-3-1", first_deadline=date(2026, 6, 30))


def told(kind, code, language="nl", **more):
    return changes_of(subject_of(kind, code, language), language, **more)


def titles(kind, code, language="nl", **more):
    return [change.title for change in told(kind, code, language, **more)]


def keys(kind, code, language="nl", **more):
    return [change.key for change in told(kind, code, language, **more)]


@pytest.mark.parametrize(
    ("language", "organisation", "labels"),
    [("nl", "Dienst Noord", ("in uitvoering", "voltooid")), ("fr", "Service Nord", ("en cours", "achevé"))],
)
def test_a_report_says_who_on_what_and_from_which_status_to_which(commitment, language, organisation, labels):
    ReportFactory(commitment=commitment, approved_on=DAY, status="in_progress")
    ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=9), status="completed")

    latest, first = told("action", "plan-3", language)

    assert organisation in latest.title
    assert re.search("3, [“«].?Brochure", latest.title)
    assert latest.title.index(labels[0]) < latest.title.index(labels[1])
    assert labels[0] in first.title
    assert labels[1] not in first.title


def test_a_reason_stands_in_its_own_language_until_it_is_translated(commitment):
    report = ReportFactory(commitment=commitment, approved_on=DAY, language="nl", reason="Het loopt.")

    assert [(one.text, one.lang) for one in told("plan", "plan")] == [("Het loopt.", "")]
    assert [(one.text, one.lang) for one in told("plan", "plan", "fr")] == [("Het loopt.", "nl")]

    saying_translate(saying=report, language="fr", reason="C’est en cours.", by=UserFactory())

    assert [(one.text, one.lang) for one in told("plan", "plan", "fr")] == [("C’est en cours.", "")]


def test_a_deadline_that_moved_says_first_before_and_now(commitment):
    ReportFactory(commitment=commitment, approved_on=DAY, moves_to=date(2026, 12, 31))
    ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=9), moves_to=date(2027, 6, 30))

    again, once = titles("commitment", "plan-3-1")

    assert "30 juni 2026" in once
    assert "31 december 2026" in once
    assert all(day in again for day in ("31 december 2026", "30 juni 2027", "30 juni 2026"))


def test_a_correction_says_what_it_was_and_the_corrected_report_that_it_was(commitment):
    wrong = ReportFactory(commitment=commitment, approved_on=DAY, status="completed")
    ReportFactory(
        commitment=commitment, approved_on=DAY + timedelta(days=1), status="in_progress", corrects=wrong, holds_on=DAY
    )

    correction, corrected = titles("action", "plan-3")

    assert correction.index("in uitvoering") < correction.index("voltooid")
    assert corrected.endswith(("corrected afterwards.", "rechtgezet."))


def test_a_report_for_an_earlier_day_is_no_step_back(commitment):
    ReportFactory(commitment=commitment, approved_on=DAY, status="completed")
    ReportFactory(
        commitment=commitment, approved_on=DAY + timedelta(days=1), holds_on=date(2026, 1, 5), status="in_progress"
    )

    latest = titles("action", "plan-3")[0]

    assert "5 januari 2026" in latest
    assert "voltooid" not in latest


def test_others_voices_and_figures_are_told(commitment):
    AssessmentFactory(commitment=commitment, assessed_on=DAY)
    recommendation = RecommendationFactory(source__name_nl="Advies")
    recommendation.commitments.add(commitment)
    recommendation.save()
    ResponseFactory(recommendation=recommendation, approved_on=DAY + timedelta(days=1))
    ResponseFactory(recommendation=recommendation)
    indicator = IndicatorFactory(action=commitment.action, name_nl="Klachten", unit_nl="klachten")
    MeasurementFactory(indicator=indicator, value=12, approved_on=DAY + timedelta(days=2))
    target = TargetFactory(indicator=indicator, approved_on=DAY + timedelta(days=3), due_on=date(2027, 1, 1))
    TargetFactory(
        indicator=indicator, approved_on=DAY + timedelta(days=4), due_on=date(2028, 1, 1), value=90, corrects=target
    )
    MeasurementFactory(indicator=indicator, approved_on=None)

    moved, aimed, measured, answered, assessed = titles("action", "plan-3")

    assert all(words in moved for words in ("90", "1 januari 2028", "100", "1 januari 2027"))
    assert "1 januari 2027" in aimed
    assert "12 klachten" in measured.replace("\u00a0", " ")
    assert "Advies" in answered
    assert "beperkt" in assessed


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_new_is_told_from_when_its_page_was_published(commitment, language):
    action, at = commitment.action, moment(DAY)
    page_for(action.plan, language, first_published_at=at)
    page = page_for(action, language, first_published_at=at + timedelta(days=1))
    Commitment.objects.update(created_at=at, shown_since=at)
    later = CommitmentFactory(action=action, organisation=commitment.organisation, code="plan-3-2")

    begun = [f"commitment-{later.pk}", f"action-{action.pk}", f"plan-{action.plan_id}"]
    assert keys("plan", "plan", language) == begun
    assert [one.url for one in told("action", "plan-3", language)] == [f"{page.url}plan-3-2/", page.url]
    assert keys("organisation", "north", language) == [f"commitment-{later.pk}", f"commitment-{commitment.pk}"]


def test_a_commitment_that_was_shown_later_than_written_is_news_from_then(commitment):
    page_for(commitment.action.plan, "nl", first_published_at=moment(DAY))
    page_for(commitment.action, "nl", first_published_at=moment(DAY))
    hidden = CommitmentFactory(action=commitment.action, organisation=commitment.organisation, is_public=False)
    Commitment.objects.update(created_at=moment(DAY))
    before = timezone.now()
    assert f"commitment-{hidden.pk}" not in keys("plan", "plan")

    hidden.is_public = True
    hidden.save()

    assert f"commitment-{hidden.pk}" in keys("plan", "plan", since=before)


def test_a_pledge_is_news_for_who_follows_the_action_that_it_supports(commitment):
    pledge = PledgeFactory(name_nl="Minder papier")
    pledge.commitment.supports.add(commitment.action)
    pledge.commitment.save()
    ReportFactory(commitment=pledge.commitment, approved_on=DAY)

    new, report = titles("action", "plan-3")

    assert new.endswith("Minder papier.")
    assert "“Minder papier”" in report
    assert subject_of("commitment", pledge.commitment.code, "nl").title == "Minder papier"


def test_each_subject_holds_what_is_its_own(commitment):
    theme = Theme.objects.first()
    commitment.action.themes.add(theme)
    commitment.action.save()
    mine = f"report-{ReportFactory(commitment=commitment, approved_on=DAY).pk}"
    other = f"report-{ReportFactory(approved_on=DAY).pk}"

    for kind, code in (
        ("plan", "plan"), ("action", "plan-3"), ("commitment", "plan-3-1"), ("organisation", "north"),
        ("government", "example"), ("theme", theme.code),
    ):  # fmt: skip
        assert keys(kind, code) == [mine], kind
    assert set(keys("everything", "")) == {mine, other}


def test_the_stream_of_an_organisation_holds_what_those_promised_that_merged_into_it(commitment):
    heir, joint = OrganisationFactory(code="heir"), OrganisationFactory(code="joint")
    Succession.objects.create(predecessor=commitment.organisation, successor=heir, kind="merged", on=DAY)
    CoOwner.objects.create(commitment=commitment, organisation=joint)
    report = ReportFactory(commitment=commitment, approved_on=DAY)

    assert f"report-{report.pk}" in keys("organisation", "heir")
    assert f"report-{report.pk}" in keys("organisation", "joint")


def hide_commitment(commitment):
    Commitment.objects.filter(pk=commitment.pk).update(is_public=False)


def archive_action(commitment):
    Action.objects.filter(pk=commitment.action_id).update(archived_at=timezone.now())


def hide_plan(commitment):
    ActionPlan.objects.filter(pk=commitment.action.plan_id).update(is_public=False)


@pytest.mark.parametrize("hide", [hide_commitment, archive_action, hide_plan])
def test_nothing_is_told_of_what_is_hidden(commitment, hide):
    page_for(commitment.action.plan, "nl")
    page_for(commitment.action, "nl", first_published_at=moment(DAY))
    ReportFactory(commitment=commitment, approved_on=DAY)
    AssessmentFactory(commitment=commitment, assessed_on=DAY)

    hide(commitment)

    told_of = keys("everything", "") + keys("organisation", "north")
    assert not [key for key in told_of if key.startswith(("report", "assessment", "commitment"))]
    assert subject_of("commitment", "plan-3-1", "nl") is None
    if hide is not hide_commitment:
        assert keys("everything", "") == []
        assert subject_of("action", "plan-3", "nl") is None


def test_a_draft_a_hidden_pledge_and_an_unapproved_report_are_not_told(commitment):
    page_for(commitment.action.plan, "nl", live=False, first_published_at=moment(DAY))
    pledge = PledgeFactory()
    ReportFactory(commitment=pledge.commitment, approved_on=DAY)
    Pledge.objects.update(is_public=False)
    ReportFactory(commitment=commitment)
    ReportFactory(commitment=commitment, returned_on=DAY)

    assert keys("everything", "") == []


def test_a_change_at_the_very_moment_is_told_once_and_never_twice(commitment):
    at = datetime(2026, 3, 10, 9, 30, 15, 123456, tzinfo=UTC)
    report = ReportFactory(commitment=commitment, approved_on=DAY, decided_at=at)
    page_for(commitment.action.plan, "nl", first_published_at=at)
    page_for(commitment.action, "nl", first_published_at=at)
    Commitment.objects.update(created_at=at, shown_since=at)
    before, after = at - timedelta(days=1), at + timedelta(days=1)
    every = {f"report-{report.pk}", f"plan-{commitment.action.plan_id}", f"action-{commitment.action_id}"}

    assert set(keys("plan", "plan", since=before, until=at)) == every
    assert keys("plan", "plan", since=at, until=after) == []
    assert keys("plan", "plan", until=before) == []
    assert keys("commitment", "plan-3-1", since=before, until=at)[-1] == f"commitment-{commitment.pk}"


def test_the_newest_so_many_are_told_newest_first(commitment):
    for days in (5, 1, 3):
        ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=days))

    found = told("plan", "plan", most=2)

    assert [one.at.day for one in found] == [15, 13]


@pytest.mark.parametrize("code", ["", "nowhere", "x" * 300, "a\x00b", "../..", "’"])
def test_what_does_not_exist_is_no_subject(site, code):
    for kind in ("plan", "action", "commitment", "organisation", "government", "theme", "consultation", "nonsense"):
        assert subject_of(kind, code, "nl") is None


def test_as_many_queries_for_3_changes_as_for_30(commitment):
    counts = []
    for number in (3, 27):
        for place in range(number):
            one = CommitmentFactory(action=commitment.action, organisation=commitment.organisation)
            ReportFactory(commitment=one, approved_on=DAY + timedelta(days=place % 5))
            AssessmentFactory(commitment=one, assessed_on=DAY)
        subject = subject_of("plan", "plan", "nl")
        changes_of(subject, "nl")  # what is hidden is kept
        with Queries() as queries:
            assert changes_of(subject, "nl")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 6
    assert StatusReport.objects.count() == 30


def test_a_restricted_page_makes_no_news(commitment):
    from wagtail.models import PageViewRestriction

    plan_page = page_for(commitment.action.plan, "nl", first_published_at=moment(DAY))
    PageViewRestriction.objects.create(page=plan_page, restriction_type="login")

    assert ActionPage.objects.count() == 0
    assert keys("plan", "plan") == []
