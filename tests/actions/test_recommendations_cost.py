"""The list of recommendations, each of them and the download: as many queries for thirty as for three."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache

from actions.models import RecommendationIndexPage
from actions.voices import downloads
from actions.voices.shown import recommendations_of
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    RecommendationFactory,
    RecommendationSourceFactory,
    ReportFactory,
    ResponseFactory,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

MOST_QUERIES = 12


@pytest.fixture
def page(site):
    return RecommendationIndexPage.objects.get(locale__language_code="nl")


def make(number, source):
    """Recommendations with everything around them."""
    authority = OrganisationFactory(government=GovernmentFactory())
    for _time in range(number):
        commitment = CommitmentFactory(organisation=authority)
        page_for(commitment.action.plan, "nl")
        page_for(commitment.action, "nl")
        ReportFactory(commitment=commitment, approved_on=today())
        AssessmentFactory(commitment=commitment)
        recommendation = RecommendationFactory(source=source)
        recommendation.actions.set([commitment.action, ActionFactory(plan=commitment.action.plan)])
        recommendation.commitments.set([commitment])
        recommendation.save()
        for days in (10, 0):
            ResponseFactory(
                recommendation=recommendation, on_behalf_of=authority, approved_on=today() - timedelta(days=days)
            )


def cost(client, address):
    """The queries of an answer when the caches are warm."""
    cache.clear()
    read_all(client.get(address))
    with Queries() as queries:
        response = client.get(address)
        read_all(response)
    assert response.status_code == 200
    return queries


def read_all(response):
    if response.streaming:
        b"".join(response.streaming_content)


@pytest.mark.parametrize("query", ["", "?q=recommendation&answered=yes&answer=accepted"])
def test_the_list_costs_at_most_twelve_queries_and_as_many_for_3_as_for_30(client, page, query):
    source = RecommendationSourceFactory(organisation=OrganisationFactory())
    make(3, source)
    few = cost(client, page.url + query)
    make(27, source)
    many = cost(client, page.url + query)

    assert many.at_most(MOST_QUERIES), many
    assert len(few) == len(many), (few, many)


def test_one_recommendation_and_the_download_cost_as_much_whatever_stands_beside_them(client, page):
    source = RecommendationSourceFactory(organisation=OrganisationFactory())
    make(3, source)
    addresses = [f"{page.url}{source.recommendations.first().code}/", f"{page.url}download/"]
    few = [cost(client, address) for address in addresses]
    make(27, source)
    many = [cost(client, address) for address in addresses]

    for before, after in zip(few, many, strict=True):
        assert after.at_most(MOST_QUERIES), after
        assert len(before) == len(after), (before, after)


def test_an_action_finds_its_recommendations_in_two_queries(site):
    action = ActionFactory()
    recommendations_of(action, "nl")
    costs = []
    for number in (3, 27):
        for _time in range(number):
            recommendation = RecommendationFactory()
            recommendation.actions.set([action])
            recommendation.save()
            ResponseFactory(recommendation=recommendation, approved_on=today())
        cache.clear()
        recommendations_of(action, "nl")
        with Queries() as queries:
            recommendations_of(action, "nl")
        costs.append(len(queries))

    assert costs == [2, 2]


# --- The file --------------------------------------------------------------------------------------------------------


def read(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_file_holds_exactly_what_is_filtered_one_line_for_each_answer_that_holds(client, site, language):
    page = RecommendationIndexPage.objects.get(locale__language_code=language)
    answered, unanswered = RecommendationFactory(source__code="a"), RecommendationFactory(source__code="b")
    for _time in range(2):
        ResponseFactory(recommendation=answered, approved_on=today())

    every = read(client.get(f"{page.url}download/"))
    none = read(client.get(f"{page.url}download/?answered=no"))

    assert [line[0] for line in every[1:]] == [answered.code, answered.code, unanswered.code]
    assert [line[0] for line in none[1:]] == [unanswered.code]
    assert every[0] == none[0]
    assert {len(line) for line in every} == {len(every[0])}
    assert every[1][1].endswith(f"{page.url}{answered.code}/")
    for code in ("nl", "fr"):
        assert answered.text_in(code) in every[1]


def test_every_batch_is_in_the_file_in_the_order_asked_for_and_in_the_readers_language(client, page, monkeypatch):
    monkeypatch.setattr(downloads, "AT_ONCE", 2)
    source = RecommendationSourceFactory()
    records = [RecommendationFactory(source=source, number=number) for number in (5, 1, 3, 2, 4)]
    ResponseFactory(recommendation=records[0], approved_on=today(), on_behalf_of__name_nl="Dienst Noord")

    lines = read(client.get(f"{page.url}download/"))

    assert [line[5] for line in lines[1:]] == ["1", "2", "3", "4", "5"]
    assert "Dienst Noord" in lines[5]


def test_no_text_in_the_file_is_a_formula(client, page):
    RecommendationFactory(text_nl="=HYPERLINK(1)", text_fr="@sum", source__name_nl="+1")

    line = read(client.get(f"{page.url}download/"))[1]

    assert {"'=HYPERLINK(1)", "'@sum", "'+1"} <= set(line)


def test_the_file_is_no_page_for_search_engines_and_makes_no_session(client, page):
    RecommendationFactory()

    response = client.get(f"{page.url}download/")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "attachment" in response.headers["Content-Disposition"]
    assert not response.cookies
    assert not client.get(page.url).cookies
