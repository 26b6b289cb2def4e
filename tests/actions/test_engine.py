"""The engine in full: kinds and codes, moved deadlines, silence, milestones, evidence, what readers see of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from actions.as_of import day_asked
from actions.milestones import milestones_of
from actions.models import Commitment, CoOwner, Evidence, Milestone, MilestoneReached, StatusReport
from actions.models.statuses import Standing
from actions.services.reports import evidence_of, report_submit, reports_confirm
from actions.services.submissions import submission_approve
from core.dates import add_months, today
from core.models import Goal, GuidingPrinciple, Theme
from tests.database import rolled_back
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    page_for,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = date(2026, 6, 15)


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def owner(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def colleague(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def commitment(government):
    return CommitmentFactory(organisation__government=government, first_deadline=DAY)


def now(commitment, on=None):
    return Commitment.objects.with_status(on).get(pk=commitment.pk)


# --- Kinds and codes


def test_commitments_of_an_action_are_numbered_by_codes_that_stay():
    action = ActionFactory()
    first, second = CommitmentFactory(action=action), CommitmentFactory(action=action)

    assert [first.code, second.code] == [f"{action.code}-1", f"{action.code}-2"]
    first.save()
    assert first.code == f"{action.code}-1"


def test_a_pledge_belongs_to_no_action_and_a_commitment_of_an_authority_to_one():
    pledge = CommitmentFactory(kind="pledge", action=None)
    assert pledge.code == f"pledge-{pledge.organisation.code}-1"
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentFactory(kind="pledge")
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentFactory(kind="authority", action=None)

    pledge.action = ActionFactory()
    with pytest.raises(ValidationError) as raised:
        pledge.full_clean()
    assert "action" in raised.value.message_dict


def test_who_leads_a_joint_commitment_is_not_its_co_owner_too(commitment):
    with pytest.raises(ValidationError):
        CoOwner(commitment=commitment, organisation=commitment.organisation).full_clean(exclude=["commitment"])

    other = OrganisationFactory()
    CoOwner.objects.create(commitment=commitment, organisation=other)
    assert list(Commitment.objects.for_organisation(other)) == [commitment]


# --- Deadlines that move


def test_a_moved_deadline_counts_once_it_is_approved_and_the_first_one_stays(commitment, owner, colleague):
    later = today() + timedelta(days=90)
    report = report_submit(
        commitment=commitment, status="in_progress", reason="Uitstel.", language="nl", by=owner, moves_to=later
    )
    assert (now(commitment).due_on, now(commitment).moves) == (DAY, 0)
    assert now(commitment).standing() == Standing.LATE

    submission_approve(submission=report, by=colleague)

    moved = now(commitment)
    assert (moved.first_deadline, moved.due_on, moved.moves) == (DAY, later, 1)
    assert moved.standing() == Standing.IN_PROGRESS
    assert now(commitment, on=today() - timedelta(days=1)).due_on == DAY


def test_a_correction_takes_a_move_back(commitment, owner, colleague):
    wrong = ReportFactory(commitment=commitment, approved_on=today(), moves_to=today() + timedelta(days=90))
    right = report_submit(
        commitment=commitment, status="in_progress", reason="Vergist.", language="nl", by=owner, corrects=wrong
    )
    submission_approve(submission=right, by=colleague)

    assert (now(commitment).due_on, now(commitment).moves) == (DAY, 0)


@pytest.mark.parametrize("values", [{}, {"timing": "ongoing"}])
def test_a_deadline_that_was_never_published_does_not_move(values):
    report = ReportFactory.build(
        commitment=CommitmentFactory(**values),
        moves_to=today() + timedelta(days=9),
        decided_by=None,
        submitted_by=None,
    )

    with pytest.raises(ValidationError) as raised:
        report.clean()
    assert "moves_to" in raised.value.message_dict


def test_a_report_sets_the_next_review_date_of_an_ongoing_commitment():
    commitment = CommitmentFactory(timing="ongoing", review_on=DAY)
    ReportFactory(commitment=commitment, approved_on=DAY, moves_to=DAY + timedelta(days=200))

    after = DAY + timedelta(days=100)
    assert now(commitment, after).standing() == Standing.IN_PROGRESS
    assert now(commitment, DAY + timedelta(days=201)).standing() == Standing.UPDATE_DUE


# --- Silence


@pytest.mark.parametrize("rhythm", [3, 6, 12])
def test_an_update_is_due_when_the_rhythm_of_the_plan_passed_and_lapsed_a_year_later(rhythm):
    commitment = CommitmentFactory(action__plan__rhythm=rhythm)
    ReportFactory(commitment=commitment, approved_on=DAY)

    due = add_months(DAY, rhythm)
    lapsed = add_months(due, 12)
    expected = {due: "in_progress", due + timedelta(days=1): "update_due", lapsed: "update_due",
                lapsed + timedelta(days=1): "lapsed"}  # fmt: skip
    assert {day: now(commitment, day).standing() for day in expected} == expected


def test_a_late_commitment_is_late_however_silent_and_a_closed_one_is_never_due():
    late = CommitmentFactory(action__plan__rhythm=3, first_deadline=DAY)
    closed = CommitmentFactory(action=late.action, first_deadline=DAY)
    ReportFactory(commitment=late, approved_on=DAY)
    ReportFactory(commitment=closed, approved_on=DAY, status="completed")

    day = add_months(DAY, 40)
    assert [now(row, day).standing() for row in (late, closed)] == ["late", "completed"]


@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.sampled_from([None, 3, 6, 12]), st.integers(0, 1100))
def test_the_database_and_python_agree_on_silence_on_any_day(reported, rhythm, later):
    with rolled_back():
        commitment = CommitmentFactory(action__plan__rhythm=rhythm, timing="ongoing", review_on=date(2026, 3, 31))
        ReportFactory(commitment=commitment, approved_on=reported)
        day = reported + timedelta(days=later)

        found = Commitment.objects.with_standing(day).get()

        assert found.standing == Commitment.standing(Commitment.objects.with_status(day).get())


def test_due_soon_is_what_comes_in_the_next_days_and_is_still_open():
    due = {days: CommitmentFactory(first_deadline=DAY + timedelta(days=days)) for days in (-1, 0, 30, 31)}
    closed = CommitmentFactory(first_deadline=DAY)
    ReportFactory(commitment=closed, status="completed", approved_on=DAY)

    assert set(Commitment.objects.due_soon(DAY)) == {due[0], due[30]}
    for row in Commitment.objects.with_status(DAY):
        assert row.is_due_soon() == (row in (due[0], due[30]))


# --- Nothing changed


def test_nothing_changed_is_one_act_for_several_commitments(owner, colleague, government):
    commitments = [CommitmentFactory(organisation__government=government) for _number in range(3)]
    for commitment in commitments:
        ReportFactory(commitment=commitment, status="in_preparation", approved_on=DAY)

    reports = reports_confirm(commitments=commitments, language="nl", by=owner)
    assert {now(row).status_on for row in commitments} == {DAY}
    for report in reports:
        submission_approve(submission=report, by=colleague)

    assert {(now(row).status, now(row).status_on) for row in commitments} == {("in_preparation", today())}


def test_nothing_is_unchanged_where_there_is_no_report_and_then_no_commitment_is_confirmed(owner, government):
    reported, silent = (CommitmentFactory(organisation__government=government) for _number in range(2))
    ReportFactory(commitment=reported, approved_on=DAY)

    with pytest.raises(ValidationError):
        reports_confirm(commitments=[reported, silent], language="nl", by=owner)
    assert StatusReport.objects.count() == 1


def test_a_report_without_a_reason_says_that_nothing_changed_and_no_other():
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportFactory(reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportFactory(unchanged=True)
    assert ReportFactory(unchanged=True, reason="").pk


# --- Milestones and evidence


def test_a_milestone_is_reached_once_the_report_that_says_so_counts(commitment, owner, colleague):
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Ontwerp", name_fr="Projet")
    report = report_submit(
        commitment=commitment, status="in_progress", reason="Klaar.", language="nl", by=owner, milestones=[milestone]
    )
    assert milestones_of([commitment], "fr")[commitment.pk][0].reached_on is None
    submission_approve(submission=report, by=colleague)

    (step,) = milestones_of([commitment], "fr")[commitment.pk]
    assert (step.name, step.reached_on) == ("Projet", today())
    assert milestones_of([commitment], "fr", on=today() - timedelta(days=1))[commitment.pk][0].reached_on is None


def test_a_report_reaches_no_milestone_of_another_commitment(commitment, owner):
    foreign = Milestone.objects.create(commitment=CommitmentFactory(), name_nl="x", name_fr="x")

    with pytest.raises(ValidationError):
        report_submit(
            commitment=commitment, status="in_progress", reason="x", language="nl", by=owner, milestones=[foreign]
        )
    assert not StatusReport.objects.exists()


def test_evidence_and_milestones_of_a_report_stay(commitment, owner):
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Ontwerp", name_fr="Projet")
    report_submit(
        commitment=commitment, status="in_progress", reason="Klaar.", language="nl", by=owner,
        milestones=[milestone], evidence=evidence_of(url="https://example.org/"),
    )  # fmt: skip

    for rows in (Evidence.objects.all(), MilestoneReached.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize("values", [{}, {"url": "https://example.org/", "file": "x.pdf"}])
def test_evidence_is_an_address_or_a_document(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(report=ReportFactory(), **values)


@pytest.fixture
def document(commitment, owner, colleague, settings, tmp_path):
    """A document with an approved report: a function of whether it is for everybody."""
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)

    def add(is_public, approve=True):
        report = report_submit(
            commitment=commitment, status="in_progress", reason="Zie bijlage.", language="nl", by=owner,
            evidence=evidence_of(file=ContentFile(b"%PDF-1.7", "nota.pdf"), is_public=is_public),
        )  # fmt: skip
        if approve:
            submission_approve(submission=report, by=colleague)
        return Evidence.objects.get(report=report)

    return add


def test_a_public_document_of_an_approved_report_is_for_everybody(client, document):
    response = client.get(document(is_public=True).href)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


@pytest.mark.parametrize(("is_public", "approve"), [(False, True), (True, False)])
def test_any_other_document_is_for_the_people_of_that_government(
    client, document, person, colleague, is_public, approve
):
    address = document(is_public=is_public, approve=approve).href
    assert client.get(address, follow=True).status_code == 404

    client.force_login(person("plan-coordinator", government=GovernmentFactory()))
    assert client.get(address, follow=True).status_code == 404
    client.force_login(colleague)
    assert client.get(address).status_code == 200


def test_a_document_that_is_gone_from_the_disk_is_not_found(client, document):
    piece = document(is_public=True)
    piece.file.storage.delete(piece.file.name)

    assert client.get(piece.href, follow=True).status_code == 404


# --- What readers see


@pytest.fixture
def action(commitment):
    pages_for(commitment.action.plan)
    pages_for(commitment.action)
    return commitment.action


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_of_an_action_tells_at_once_what_was_approved(
    client, commitment, action, owner, colleague, language, django_capture_on_commit_callbacks
):
    address = action.pages_by_language()[language].url
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Ontwerp", name_fr="Projet")
    co_owner = OrganisationFactory()
    CoOwner.objects.create(commitment=commitment, organisation=co_owner)
    pledge = PledgeFactory().commitment
    pledge.supports.add(action)
    pledge.save()
    assert "2031" not in client.get(address).text

    report = report_submit(
        commitment=commitment, status="in_progress", reason="Uitstel.", language="nl", by=owner,
        moves_to=date(2031, 5, 4), milestones=[milestone], evidence=evidence_of(url="https://example.org/bewijs"),
    )  # fmt: skip
    assert "Uitstel." not in client.get(address).text
    with django_capture_on_commit_callbacks(execute=True):
        submission_approve(submission=report, by=colleague)
    text = client.get(address).text

    for words in ("Uitstel.", "2031", milestone.name_in(language), "https://example.org/bewijs",
                  co_owner.name_in(language), pledge.text_in(language)):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_of_an_action_names_the_subjects_of_its_commitments_too(client, commitment, action, language):
    theme, goal, principle = Theme.objects.last(), Goal.objects.last(), GuidingPrinciple.objects.last()
    action.themes.set([Theme.objects.first()])
    action.save()
    commitment.themes.set([theme])
    commitment.goals.set([goal])
    commitment.principles.set([principle])
    commitment.save()

    terms = client.get(action.pages_by_language()[language].url).context["terms"]

    assert {term.pk for term in terms["themes"]} == {Theme.objects.first().pk, theme.pk}
    assert [term.pk for term in terms["goals"]] == [goal.pk]
    assert [term.pk for term in terms["principles"]] == [principle.pk]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_plan_can_be_seen_as_it_stood_on_an_earlier_day(client, commitment, action, language):
    ReportFactory(commitment=commitment, status="completed", approved_on=today())
    address = page_for(ActionPlanFactory(), language).url and action.plan.pages_by_language()[language].url

    today_ = client.get(address)
    before = client.get(address, {"on": (today() - timedelta(days=1)).isoformat()})

    assert today_.context["progress"]().count("completed") == 1  # worked out only where no part of it is kept
    assert before.context["progress"].count("completed") == 0
    assert before.context["is_past"]
    links = [part.url for part in before.context["progress"].parts]
    assert all("on=" in url for url in links)


@pytest.mark.parametrize("value", ["", "x", "1900-01-01", "9999-12-31", "2026-02-30", "\x00", "0", "-1", "20260101"])
def test_a_day_that_cannot_be_asked_for_is_today(client, action, value):
    assert day_asked({"on": value}) is None
    assert client.get(action.plan.pages_by_language()["nl"].url, {"on": value}).status_code == 200
