"""Who may add to the log, who may decide, and what a decision means."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from actions.models import Commitment, Evidence, StatusReport
from actions.services.reports import report_submit
from actions.services.submissions import (
    may_decide,
    may_submit,
    may_translate,
    submission_approve,
    submission_return,
)
from actions.timeline import timeline_of
from core.dates import today
from tests.factories import CommitmentFactory, ContactPersonFactory, GovernmentFactory, ReportFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def commitment(government):
    return CommitmentFactory(organisation__government=government)


@pytest.fixture
def owner(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def colleague(person, government):
    return person("plan-coordinator", government=government)


def submit(commitment, by, **values):
    values = {"status": "in_progress", "reason": "Het loopt.", "language": "nl", **values}
    return report_submit(commitment=commitment, by=by, **values)


def status(commitment):
    return Commitment.objects.with_status().get(pk=commitment.pk).status


def test_a_report_counts_only_once_it_is_approved(commitment, owner, colleague):
    report = submit(commitment, owner)
    assert (report.on_behalf_of, status(commitment)) == (commitment.organisation, None)

    approved = submission_approve(submission=report, by=colleague)

    assert (approved.state, approved.decided_by) == ("approved", colleague)
    assert status(commitment) == "in_progress"


def test_a_returned_report_stays_in_the_log_and_does_not_count(commitment, owner, colleague):
    submission_return(submission=submit(commitment, owner), by=colleague, reason="Welke datum?")

    assert status(commitment) is None
    assert StatusReport.objects.get().return_reason == "Welke datum?"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(commitment, owner, colleague, reason):
    report = submit(commitment, owner)

    with pytest.raises(ValidationError):
        submission_return(submission=report, by=colleague, reason=reason)
    assert StatusReport.objects.get().state == "submitted"


@pytest.mark.parametrize("first", ["approve", "return"])
@pytest.mark.parametrize("second", ["approve", "return"])
def test_a_report_is_decided_on_once(commitment, owner, colleague, first, second):
    decide = {
        "approve": lambda report: submission_approve(submission=report, by=colleague),
        "return": lambda report: submission_return(submission=report, by=colleague, reason="Vul aan."),
    }
    report = submit(commitment, owner)
    decide[first](report)

    with pytest.raises(ValidationError):
        decide[second](report)


def test_nobody_decides_on_their_own_report(commitment, owner):
    report = submit(commitment, owner)

    assert not may_decide(submission=report, user=owner)
    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=owner)


@pytest.mark.parametrize("by", ["log-in", "address"])
def test_nobody_decides_on_what_a_personal_link_of_their_own_brought_in(commitment, colleague, by):
    values = {"user": colleague} if by == "log-in" else {"email": colleague.email.upper()}
    contact = ContactPersonFactory(organisation=commitment.organisation, **values)
    report = report_submit(
        commitment=commitment, status="in_progress", reason="Het loopt.", language="nl", contact=contact
    )

    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=colleague)


def test_governments_are_equals_and_none_decides_for_another(commitment, owner, person):
    report = submit(commitment, owner)
    stranger = person("plan-coordinator", government=GovernmentFactory())

    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=stranger)
    with pytest.raises(PermissionDenied):
        submission_return(submission=report, by=stranger, reason="Nee.")
    assert not may_submit(organisation=commitment.organisation, user=stranger)
    assert not may_translate(submission=report, user=stranger)


@pytest.mark.parametrize("role", ["dutch-editor", "french-editor", "federal-moderator"])
def test_who_has_no_right_to_the_log_neither_reports_nor_decides(commitment, owner, person, government, role):
    report, colleague = submit(commitment, owner), person(role, government=government)

    assert not may_submit(organisation=commitment.organisation, user=colleague)
    assert not may_decide(submission=report, user=colleague)
    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=colleague)


def test_not_even_a_superuser_decides_without_working_for_that_government(commitment, owner):
    report = submit(commitment, owner)

    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=UserFactory(is_superuser=True))


def test_a_promise_of_no_government_has_nobody_to_decide(owner, person):
    commitment = CommitmentFactory(organisation__government=None)
    report = submit(commitment, owner)

    with pytest.raises(PermissionDenied):
        submission_approve(submission=report, by=person("plan-coordinator"))


def test_a_correction_takes_the_place_of_the_report_that_was_wrong(commitment, owner, colleague):
    wrong = submission_approve(submission=submit(commitment, owner, status="completed"), by=colleague)

    correction = submit(commitment, owner, status="in_progress", holds_on=today() - timedelta(days=3), corrects=wrong)
    assert status(commitment) == "completed"
    submission_approve(submission=correction, by=colleague)

    assert status(commitment) == "in_progress"
    entries = timeline_of([commitment], "nl")[commitment.pk]
    assert {entry.status: entry.is_corrected for entry in entries} == {"completed": True, "in_progress": False}


def test_a_correction_that_was_returned_can_be_made_again(commitment, owner, colleague):
    wrong = submission_approve(submission=submit(commitment, owner, status="completed"), by=colleague)
    returned = submit(commitment, owner, corrects=wrong)
    submission_return(submission=returned, by=colleague, reason="Leg uit waarom.")

    again = submit(commitment, owner, corrects=wrong, reason="De oplevering is uitgesteld.")
    submission_approve(submission=again, by=colleague)

    assert status(commitment) == "in_progress"


def test_a_report_is_corrected_once(commitment, owner, colleague):
    wrong = submission_approve(submission=submit(commitment, owner), by=colleague)
    submission_approve(submission=submit(commitment, owner, corrects=wrong), by=colleague)

    with pytest.raises(ValidationError):
        submit(commitment, owner, corrects=wrong)


def test_only_an_approved_report_on_the_same_promise_can_be_corrected(commitment, owner):
    with pytest.raises(ValidationError) as raised:
        submit(commitment, owner, corrects=ReportFactory(commitment=commitment))
    assert "corrects" in raised.value.message_dict
    with pytest.raises(ValidationError) as raised:
        submit(commitment, owner, corrects=ReportFactory(approved_on=today()))
    assert "corrects" in raised.value.message_dict


HOSTILE = [
    ({"reason": ""}, "reason"),
    ({"reason": "x" * 2001}, "reason"),
    ({"status": "late"}, "status"),
    ({"status": ""}, "status"),
    ({"language": "en"}, "language"),
    ({"holds_on": today() + timedelta(days=1)}, "holds_on"),
    ({"holds_on": date(1900, 1, 1)}, "holds_on"),
    ({"moves_to": date(1900, 1, 1)}, "moves_to"),
    ({"moves_to": date(9999, 1, 1)}, "moves_to"),
    ({"moves_to": today()}, "moves_to"),
    ({"evidence": [Evidence(url="javascript:alert(1)")]}, "url"),
    ({"evidence": [Evidence(url="no address")]}, "url"),
    ({"evidence": [Evidence(file=ContentFile(b"x", "virus.exe"))]}, "file"),
]


@pytest.mark.parametrize(("values", "field"), HOSTILE)
def test_a_report_that_cannot_be_is_refused_at_the_field(commitment, owner, values, field):
    with pytest.raises(ValidationError) as raised:
        submit(commitment, owner, **values)

    assert field in raised.value.message_dict
    assert not StatusReport.objects.exists()
