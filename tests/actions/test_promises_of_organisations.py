"""What the page of an organisation tells of what it promised, and the list of all of it."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from actions import slots as provided
from actions.models import CoOwner
from actions.promises.addresses import address_of_promises
from core import slots
from core.dates import today
from partners.models import Succession
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    ReportFactory,
    ResponseFactory,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

PLACE = "partners.partner_page"
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def organisation(site):
    return OrganisationFactory()


def promised(organisation, number, **plan):
    plan = ActionPlanFactory(**plan)
    return [CommitmentFactory(organisation=organisation, action__plan=plan) for _number in range(number)]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_each_commitment_says_where_it_stands_by_when_and_what_was_reported(organisation, language):
    commitment = CommitmentFactory(organisation=organisation, first_deadline=date(2030, 1, 31))
    ReportFactory(commitment=commitment, approved_on=YESTERDAY, moves_to=date(2031, 3, 31))
    page_for(commitment.action.plan, language)
    page = page_for(commitment.action, language)

    html = slots.render(PLACE, record=organisation, language=language)

    assert commitment.text_in(language) in html
    assert f'href="{page.url}{commitment.code}/"' in html
    assert '<del class="due__first">' in html
    assert f'href="{address_of_promises(organisation.code, language)}?status=in_progress#commitments"' in html


def test_its_page_stays_short_with_running_plans_first_and_leads_to_the_rest(organisation):
    promised(organisation, 8, starts_on=date(2015, 1, 1), ends_on=date(2019, 12, 31), code="old")
    promised(organisation, 16, starts_on=date(2024, 1, 1), ends_on=date(2090, 12, 31), code="running")

    found = provided.commitments_of_an_organisation(organisation, "nl")

    assert [(plan["card"].record.code, len(plan["rows"])) for plan in found["plans"]] == [("running", 16), ("old", 4)]
    assert (found["total"], found["more"]) == (24, 4)
    assert found["list_url"] == address_of_promises(organisation.code, "nl")


def test_the_list_of_all_of_it_is_paged_and_narrowed(client, organisation):
    commitments = promised(organisation, 27, code="large")
    ReportFactory(commitment=commitments[0], status="completed", approved_on=YESTERDAY)
    promised(organisation, 1, code="small")
    here = address_of_promises(organisation.code, "nl")

    first, last = client.get(here), client.get(f"{here}?page=1000000000")
    assert [len(answer.context["rows"]) for answer in (first, last)] == [25, 3]
    assert 'aria-current="page"' in first.text
    assert [row["pk"] for row in client.get(f"{here}?status=completed").context["rows"]] == [commitments[0].pk]
    assert [row["plan_code"] for row in client.get(f"{here}?plan=small").context["rows"]] == ["small"]
    assert 'class="empty"' in client.get(f"{here}?plan=small&status=completed").text
    assert first.text.count("<h1") == 1


def test_what_another_leads_or_promised_before_it_merged_says_who_promised_it(client, organisation):
    joint = CommitmentFactory()
    joint.co_owners.add(CoOwner(organisation=organisation))
    joint.save()
    merged = OrganisationFactory(left_on=YESTERDAY)
    Succession.objects.create(predecessor=merged, successor=organisation, kind="merged", on=YESTERDAY)
    CommitmentFactory(organisation=merged)
    CommitmentFactory(organisation=organisation)

    rows = client.get(address_of_promises(organisation.code, "nl")).context["rows"]

    assert {row["promised_by"] for row in rows} == {joint.organisation.name_nl, merged.name_nl, ""}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_shows_what_it_measures_and_what_it_answered(organisation, language):
    indicator = IndicatorFactory(organisation=organisation)
    MeasurementFactory(indicator=indicator, value=42)
    answer = ResponseFactory(on_behalf_of=organisation, approved_on=YESTERDAY)
    ResponseFactory(on_behalf_of=organisation, recommendation__text_nl="Geheim", recommendation__is_public=False)
    hidden = ResponseFactory(on_behalf_of=organisation, approved_on=YESTERDAY, recommendation__is_public=False)

    html = slots.render(PLACE, record=organisation, language=language)

    assert indicator.name_in(language) in html
    assert "42" in html
    assert answer.recommendation.text_in(language) in html
    assert hidden.recommendation.text_in(language) not in html


def test_an_organisation_that_promised_nothing_shows_nothing_and_has_an_empty_list(client, organisation):
    assert slots.render(PLACE, record=organisation, language="nl") == ""
    assert 'class="empty"' in client.get(address_of_promises(organisation.code, "nl")).text


def test_what_is_not_public_has_no_list_and_counts_nowhere(client, organisation):
    here = address_of_promises(organisation.code, "nl")
    CommitmentFactory(organisation=organisation, action=ActionFactory(is_public=False))
    assert client.get(here).context["listing"].total == 0

    type(organisation).objects.filter(pk=organisation.pk).update(is_public=False)
    assert client.get(here).status_code == 404
    assert client.get(here.replace(organisation.code, "niets")).status_code == 404


def test_page_and_list_cost_as_many_queries_for_3_rows_as_for_30(client, organisation):
    page, here = page_for(organisation, "nl"), address_of_promises(organisation.code, "nl")
    counts, made = [], 0
    for number in (3, 30):
        while made < number:
            (commitment,) = promised(organisation, 1)
            page_for(commitment.action.plan, "nl")
            page_for(commitment.action, "nl")
            IndicatorFactory(organisation=organisation, action=commitment.action)
            ResponseFactory(on_behalf_of=organisation, approved_on=YESTERDAY)
            made += 1
        cache.clear()
        for address in (page.url, here):
            client.get(address)
            with Queries() as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
