"""The page of a progress report: what was frozen, in the reader's language, and what changed since another one."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Page

from actions.models import Commitment, ProgressReport, Snapshot
from actions.snapshots.shown import progress_reports_of
from core.services import record_archive
from tests.database import Queries
from tests.factories import ActionPlanFactory, CommitmentFactory, OrganisationFactory, ReportFactory, pages_for

from .snapshot_world import AFTER, BEFORE, DAY, assess, grow, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

LATER = date(2026, 6, 30)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan")


@pytest.fixture
def commitment(plan):
    return CommitmentFactory(
        action__plan=plan,
        organisation=OrganisationFactory(name_nl="Dienst Noord", name_fr="Service Nord"),
        text_nl="Wij doen het.",
        text_fr="Nous le ferons.",
        first_deadline=DAY + timedelta(days=30),
    )


def get(client, report, language, **query):
    return client.get(report.pages_by_language()[language].url, query)


@LANGUAGES
def test_a_page_shows_what_was_frozen_in_its_language(client, plan, commitment, language):
    ReportFactory(commitment=commitment, approved_on=BEFORE, reason="Er is een begin.", language="nl")
    assess(commitment)

    response = get(client, publish(plan), language)

    assert response.status_code == 200
    for text in ({"nl": "Wij doen het.", "fr": "Nous le ferons."}, {"nl": "Dienst Noord", "fr": "Service Nord"}):
        assert text[language] in response.text
        assert next(words for code, words in text.items() if code != language) not in response.text
    assert ('lang="nl">Er is een begin.' in response.text) == (language == "fr")
    assert {"nl": "31 december 2025", "fr": "31 décembre 2025"}[language] in response.text


@LANGUAGES
def test_what_happens_afterwards_does_not_change_it(client, plan, commitment, language):
    ReportFactory(commitment=commitment, approved_on=BEFORE, status="in_progress")
    report = publish(plan)
    before = get(client, report, language).text

    ReportFactory(commitment=commitment, holds_on=BEFORE, approved_on=AFTER, status="stopped", reason="Gestopt.")
    Commitment.objects.filter(pk=commitment.pk).update(text_nl="Iets anders.", text_fr="Autre chose.")
    OrganisationFactory(name_nl="Nieuw")
    record_archive(record=Commitment.objects.get(pk=commitment.pk))
    cache.clear()

    assert get(client, report, language).text == before


@LANGUAGES
def test_a_page_compares_with_the_report_before_it(client, plan, commitment, language):
    ReportFactory(commitment=commitment, approved_on=BEFORE, status="in_progress")
    dropped = CommitmentFactory(action__plan=plan, text_nl="Valt weg.", text_fr="Disparaît.")
    publish(plan)
    ReportFactory(
        commitment=commitment, approved_on=AFTER, status="in_preparation", moves_to=LATER, reason="Uitgesteld."
    )
    record_archive(record=dropped)
    CommitmentFactory(action__plan=plan, text_nl="Nieuw hier.", text_fr="Nouveau ici.")

    context = get(client, publish(plan, as_of=LATER - timedelta(days=1)), language).context

    changes = context["changes"]
    assert [change.promise.code for change in changes.moved] == [commitment.code]
    assert [change.promise.due_on for change in changes.slipped] == [LATER]
    assert [str(change.step.reason) for change in changes.slipped] == ["Uitgesteld."]
    assert [str(promise.text) for promise in changes.new] == [{"nl": "Nieuw hier.", "fr": "Nouveau ici."}[language]]
    assert [str(promise.text) for promise in changes.dropped] == [{"nl": "Valt weg.", "fr": "Disparaît."}[language]]


def test_the_first_report_compares_with_none(client, plan, commitment):
    first = publish(plan)
    publish(plan, as_of=LATER)

    assert get(client, first, "nl").context["changes"] is None


def test_any_two_reports_are_compared_the_earlier_one_first(client, plan, commitment):
    first, middle, last = (publish(plan, as_of=day) for day in (BEFORE, DAY, LATER))

    assert get(client, last, "nl").context["other"].report == middle
    for asked, one in ((first, last), (last, first)):
        context = get(client, one, "nl", **{"with": asked.code}).context
        assert context["other"].report == asked
        assert (context["changes"].before.day, context["changes"].after.day) == (BEFORE, LATER)


@pytest.mark.parametrize("rubbish", ["", "nonsense", "\x00", "a" * 5000, "plan-2025-12-31", "../../etc", "1 OR 1=1"])
def test_rubbish_compares_with_the_report_before_it(client, plan, commitment, rubbish):
    first, last = publish(plan), publish(plan, as_of=LATER)

    response = get(client, last, "nl", **{"with": rubbish})

    assert response.status_code == 200
    assert response.context["other"].report == first


def test_a_report_of_another_plan_or_not_published_is_not_compared_with(client, plan, commitment):
    elsewhere = CommitmentFactory()
    other = publish(elsewhere.action.plan, as_of=BEFORE)
    hidden = publish(plan, as_of=BEFORE)
    record_archive(record=hidden)
    report = publish(plan)

    for asked in (other, hidden):
        context = get(client, report, "nl", **{"with": asked.code}).context
        assert (context["other"], context["changes"]) == (None, None)


@LANGUAGES
def test_a_content_that_was_changed_is_not_shown(client, plan, commitment, language):
    content = publish(plan, as_of=BEFORE).snapshot.content
    content["plan"]["name"] = {"nl": "Vervalst", "fr": "Falsifié"}
    snapshot = Snapshot.objects.create(
        plan=plan, as_of=DAY, content=content, digest="0" * 64, taken_at="2026-01-01T00:00Z"
    )
    report = ProgressReport.objects.create(
        code="forged", snapshot=snapshot, name_nl="Verslag", name_fr="Rapport", is_public=True
    )
    pages_for(report)

    response = get(client, report, language)

    assert response.status_code == 200
    assert 'class="notice notice--error"' in response.text
    assert "Vervalst" not in response.text
    assert "Wij doen het." not in response.text
    addresses = [("json", [report.code]), ("xlsx", [report.code, language]), ("pdf", [report.code, language])]
    for kind, arguments in addresses:
        assert client.get(reverse(f"actions:progress_report_{kind}", args=arguments)).status_code == 404


@LANGUAGES
def test_a_plan_of_which_no_status_was_published_says_so(client, plan, commitment, language):
    response = get(client, publish(plan), language)

    assert response.status_code == 200
    assert not response.context["reading"].progress.is_published


@LANGUAGES
def test_a_page_costs_at_most_twelve_queries_and_as_many_for_3_rows_as_for_30(client, plan, language):
    costs = []
    for number, days in ((3, (BEFORE, DAY)), (27, (AFTER, LATER))):
        grow(plan, number)
        report = [publish(plan, as_of=day) for day in days][-1]
        get(client, report, language)
        with Queries() as queries:
            assert get(client, report, language).context["changes"]
        assert queries.at_most(12), queries
        costs.append(len(queries))

    assert costs[0] == costs[1]


@LANGUAGES
def test_a_page_reads_no_table_of_today(client, plan, language):
    grow(plan, 2)
    report = publish(plan)
    get(client, report, language)

    with Queries() as queries:
        get(client, report, language)

    tables = (
        "actions_commitment",
        "actions_statusreport",
        'actions_action"',
        "actions_assessment",
        "actions_indicator",
    )
    assert not [query["sql"] for query in queries.captured_queries if any(table in query["sql"] for table in tables)]


@LANGUAGES
def test_a_plan_lists_its_published_reports_newest_first_in_two_queries(plan, commitment, language):
    first, last = publish(plan), publish(plan, as_of=LATER)
    record_archive(record=publish(plan, as_of=BEFORE))
    progress_reports_of(plan, language)

    with Queries() as queries:
        found = progress_reports_of(plan, language)

    assert [shown.report for shown in found] == [last, first]
    assert [shown.card.url for shown in found] == [
        report.pages_by_language()[language].url for report in (last, first)
    ]
    assert queries.at_most(2), queries


def test_a_report_without_a_live_page_or_of_a_hidden_plan_is_not_listed(plan, commitment):
    report = publish(plan)
    Page.objects.filter(pk__in=[page.pk for page in report.pages.all()]).update(live=False)
    cache.clear()
    assert progress_reports_of(plan, "nl") == []

    publish(plan, as_of=LATER)
    plan.is_public = False
    assert progress_reports_of(plan, "nl") == []
