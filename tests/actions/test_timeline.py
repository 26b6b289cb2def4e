"""What readers see of the log: every approved report, in their language as far as it is there."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actions.models import Commitment, StatusReport
from actions.services.submissions import languages_without_reason, saying_translate
from actions.timeline import latest_entries, timeline_of
from core.dates import today
from tests.database import Queries
from tests.factories import CommitmentFactory, ReportFactory, UserFactory, page_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = today() - timedelta(days=10)


@pytest.fixture
def report(site):
    return ReportFactory(approved_on=DAY, language="nl", reason="Het loopt.")


def entry(report, language):
    (found,) = timeline_of([report.commitment], language)[report.commitment_id]
    return found


def test_a_reason_is_marked_with_its_language_until_the_other_is_there(report):
    assert (entry(report, "nl").text, entry(report, "nl").lang) == ("Het loopt.", "")
    assert (entry(report, "fr").text, entry(report, "fr").lang) == ("Het loopt.", "nl")
    assert entry(report, "fr").notice
    assert not entry(report, "nl").notice

    saying_translate(saying=report, language="fr", reason="C'est en cours.", by=UserFactory())

    assert (entry(report, "fr").text, entry(report, "fr").lang) == ("C'est en cours.", "")
    assert entry(report, "nl").text == "Het loopt."


def test_the_languages_that_are_missing_are_those_nobody_wrote_in(report):
    assert [code for code, _name in languages_without_reason(report)] == ["fr"]

    saying_translate(saying=report, language="fr", reason="C'est en cours.", by=UserFactory())

    assert languages_without_reason(report) == []


@pytest.mark.parametrize(("language", "reason"), [("nl", "Anders."), ("en", "Other."), ("fr", ""), ("", "Autre.")])
def test_a_translation_in_the_same_or_an_unknown_language_or_without_words_is_refused(report, language, reason):
    with pytest.raises(ValidationError):
        saying_translate(saying=report, language=language, reason=reason, by=UserFactory())


def test_a_reason_is_not_translated_twice(report):
    saying_translate(saying=report, language="fr", reason="C'est en cours.", by=UserFactory())

    with pytest.raises(ValidationError):
        saying_translate(saying=report, language="fr", reason="Encore.", by=UserFactory())


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_submitted_and_returned_reports_are_not_shown(site, language):
    commitment = CommitmentFactory()
    ReportFactory(commitment=commitment)
    ReportFactory(commitment=commitment, returned_on=DAY)

    assert timeline_of([commitment], language) == {}
    assert latest_entries(Commitment.objects.all(), 3, language) == []


def test_the_newest_report_comes_first(site):
    commitment = CommitmentFactory()
    for days in (30, 10, 20):
        ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=days))

    dates = [entry.date for entry in timeline_of([commitment], "nl")[commitment.pk]]

    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 3


def test_the_latest_entries_leave_out_what_was_corrected(site):
    wrong = ReportFactory(approved_on=DAY, status="completed")
    ReportFactory(commitment=wrong.commitment, approved_on=DAY, status="in_progress", corrects=wrong)

    assert [found.status for found in latest_entries(Commitment.objects.all(), 5, "nl")] == ["in_progress"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_latest_entry_leads_to_the_page_of_its_action_where_there_is_one(report, language):
    assert latest_entries(Commitment.objects.all(), 3, language)[0].url == ""

    page_for(report.commitment.action.plan, language)
    page = page_for(report.commitment.action, language)

    assert latest_entries(Commitment.objects.all(), 3, language)[0].url == page.url


def test_the_log_costs_three_queries_for_3_reports_and_for_30(site):
    commitment = CommitmentFactory()
    counts = []
    for number in (3, 27):
        for _report in range(number):
            ReportFactory(commitment=commitment, approved_on=DAY)
        with Queries() as queries:
            assert len(timeline_of([commitment], "fr")[commitment.pk]) == StatusReport.objects.count()
        counts.append(len(queries))

    assert counts == [4, 4]  # one of them counts for the assertion
