"""The log in the administration: reports are submitted, approved or returned by people of the same government."""

import re

import pytest
from django.urls import reverse

from actions.models import Commitment, StatusReport
from tests.factories import CommitmentFactory, GovernmentFactory, ReportFactory

pytestmark = pytest.mark.django_db

REPORT = {"status": "in_progress", "holds_on": "2026-01-31", "language": "nl", "reason": "Het loopt."}


def url(name, *args, model=StatusReport):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def errors_of(response):
    return [
        re.sub(r"<[^>]+>|\s+", " ", found).strip()
        for found in re.findall(r'error-message">.*?</p>', response.text, re.DOTALL)
    ]


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def commitment(government):
    return CommitmentFactory(organisation__government=government, organisation__kind="federal")


@pytest.fixture
def owner(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def colleague(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def report(commitment, owner):
    return ReportFactory(commitment=commitment, submitted_by=owner)


def current_status(commitment):
    return Commitment.objects.with_status().get(pk=commitment.pk).status


def test_a_submitted_report_counts_once_a_colleague_approves_it(client, commitment, owner, colleague):
    client.force_login(owner)
    client.post(url("add"), {**REPORT, "commitment": commitment.pk})
    report = StatusReport.objects.get()
    assert (report.state, report.submitted_by, report.on_behalf_of) == ("submitted", owner, commitment.organisation)
    assert current_status(commitment) is None

    client.force_login(colleague)
    response = client.post(url("decide", report.pk), {"decision": "approve"})

    assert response.url == url("inspect", report.pk)
    assert current_status(commitment) == "in_progress"


def test_another_government_neither_reports_nor_decides(client, commitment, report, person):
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk})
    client.post(url("decide", report.pk), {"decision": "approve"})

    assert len(errors_of(response)) == 1
    assert StatusReport.objects.get().state == "submitted"


def test_nobody_decides_on_their_own_report(client, report, owner):
    client.force_login(owner)

    response = client.post(url("decide", report.pk), {"decision": "approve"})

    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize(("language", "message"), [("nl", "Zeg waarom"), ("fr", "Dites pourquoi")])
def test_returning_without_a_reason_is_refused_in_the_readers_language(client, report, colleague, language, message):
    colleague.language = language
    colleague.save()
    client.force_login(colleague)

    response = client.post(url("decide", report.pk), {"decision": "return", "reason": "  "})

    assert response.status_code == 200
    assert message in errors_of(response)[0]


def test_a_second_decision_is_refused_in_words(client, report, colleague):
    client.force_login(colleague)
    client.post(url("decide", report.pk), {"decision": "approve"})

    response = client.post(url("decide", report.pk), {"decision": "return", "reason": "Toch niet."})

    assert response.status_code == 200
    report.refresh_from_db()
    assert report.state == "approved"


@pytest.mark.parametrize("data", [{}, {"decision": "burn"}, {"decision": "return", "reason": "x" * 5000}])
def test_a_nonsense_decision_changes_nothing(client, report, colleague, data):
    client.force_login(colleague)

    assert client.post(url("decide", report.pk), data).status_code == 200

    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize(
    "change",
    [
        {"holds_on": "2099-01-01"}, {"holds_on": "1900-01-01"}, {"holds_on": "soon"}, {"reason": ""},
        {"status": "late"}, {"evidence_url": "javascript:alert(1)"}, {"commitment": "999999"}, {"language": "xx"},
    ],
)  # fmt: skip
def test_a_report_with_bad_input_says_so_at_the_field(client, commitment, owner, change):
    client.force_login(owner)

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk, **change})

    assert response.status_code == 200
    assert len(errors_of(response)) >= 1
    assert not StatusReport.objects.exists()


def test_the_other_language_is_added_beside_the_report(client, commitment, owner, colleague):
    report = ReportFactory(commitment=commitment, submitted_by=owner, approved_on=ReportFactory.build().holds_on)
    client.force_login(colleague)

    client.post(url("translate", report.pk), {"language": "fr", "reason": "C’est en cours."})

    assert report.translations.get().reason == "C’est en cours."
    assert client.post(url("translate", report.pk), {"language": "fr", "reason": "Encore."}).status_code == 200
    assert report.translations.count() == 1


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_a_report_is_neither_edited_nor_deleted_by_anybody(client, report, admin_user, screen):
    client.force_login(admin_user)

    response = client.post(url(screen, report.pk), REPORT)

    assert response.status_code == 302
    assert StatusReport.objects.filter(pk=report.pk, reason=report.reason).exists()


def test_the_first_deadline_stands(client, commitment, person):
    Commitment.objects.filter(pk=commitment.pk).update(first_deadline="2026-06-30")
    client.force_login(person("administrator"))
    data = {
        "action": commitment.action_id, "organisation": commitment.organisation_id, "text_nl": "a", "text_fr": "b",
        "timing": "time_bound", "first_deadline": "2027-06-30", "is_public": "on",
    }  # fmt: skip

    response = client.post(url("edit", commitment.pk, model=Commitment), data)

    assert len(errors_of(response)) == 1
    commitment.refresh_from_db()
    assert str(commitment.first_deadline) == "2026-06-30"
