"""The page of a government: what its bodies promised, counted as a reader would, each figure a link to its list."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from actions.governments.addresses import address_of_government
from actions.promises.addresses import address_of_commitment, address_of_promises
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    ResponseFactory,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def government(site):
    return GovernmentFactory()


def promised_by(government, *, status=None, plan=None, **values):
    """A commitment of that government, on an action with a Dutch page."""
    action = ActionFactory(plan=plan or ActionPlanFactory())
    if not action.plan.pages.exists():
        page_for(action.plan, "nl")
    page_for(action, "nl")
    values.setdefault("organisation", OrganisationFactory(government=government))
    commitment = CommitmentFactory(action=action, **values)
    if status:
        ReportFactory(commitment=commitment, status=status, approved_on=YESTERDAY)
    return commitment


def parts(response):
    return {part.code: part.count for part in response.context["progress"].parts}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_counts_what_is_public_and_each_count_leads_to_its_list(client, government, language):
    promised_by(government, status="completed")
    late = promised_by(government, first_deadline=YESTERDAY)
    promised_by(government, is_public=False)
    promised_by(GovernmentFactory(), status="completed")
    here = address_of_government(government.code, language)

    response = client.get(here)

    assert parts(response) == {"completed": 1, "late": 1}
    assert response.text.count("<h1") == 1
    assert {part.url for part in response.context["progress"].parts} == {
        f"{here}?status=completed#commitments",
        f"{here}?status=late#commitments",
    }
    listed = client.get(f"{here}?status=late")
    assert [row["pk"] for row in listed.context["rows"]] == [late.pk]
    assert "plans" not in listed.context
    assert [link.url for link in listed.context["languages"]] == [
        f"{address_of_government(government.code, code)}?status=late" for code in ("nl", "fr")
    ]


def test_it_tells_what_is_late_since_when_what_moved_and_what_was_reported_last(client, government):
    old = promised_by(government, first_deadline=YESTERDAY - timedelta(days=90))
    new = promised_by(government, first_deadline=YESTERDAY)
    moved = promised_by(government, first_deadline=date(2030, 1, 31))
    report = ReportFactory(commitment=moved, approved_on=YESTERDAY, moves_to=date(2031, 1, 31))

    response = client.get(address_of_government(government.code, "nl"))

    assert [(row["pk"], row["late_since"]) for row in response.context["late"]] == [
        (old.pk, old.first_deadline),
        (new.pk, new.first_deadline),
    ]
    assert [row["pk"] for row in response.context["moved"]] == [moved.pk]
    (entry,) = response.context["entries"]
    assert entry.url == f"{address_of_commitment(moved, 'nl')}#report-{report.pk}"
    assert f'href="{entry.url}"' in response.text


def test_it_adds_up_by_plan_and_by_organisation_and_leads_to_each(client, government):
    plan, organisation = ActionPlanFactory(), OrganisationFactory(government=government)
    for _number in range(2):
        promised_by(government, plan=plan, organisation=organisation, status="completed")

    response = client.get(address_of_government(government.code, "nl"))

    (of_plan,), (of_organisation,) = response.context["plans"], response.context["organisations"]
    assert of_plan["progress"].total == of_organisation["progress"].total == 2
    assert of_plan["card"].url == f"{plan.pages.get().url}?government={government.code}#ledger"
    here = address_of_promises(organisation.code, "nl")
    assert of_organisation["progress"].parts[0].url == f"{here}?status=completed#commitments"


def test_it_tells_of_answers_to_recommendations(client, government):
    promised = promised_by(government)
    answer = ResponseFactory(on_behalf_of=promised.organisation, approved_on=YESTERDAY)
    ResponseFactory(on_behalf_of=promised.organisation)
    ResponseFactory(approved_on=YESTERDAY)

    answered = client.get(address_of_government(government.code, "nl")).context["answered"]

    assert [item["code"] for item in answered["items"]] == [answer.recommendation.code]
    assert answered["total"] == 1


def test_a_government_that_promised_nothing_has_a_page_and_an_unknown_one_has_none(client, government):
    here = address_of_government(government.code, "nl")

    assert 'class="empty"' in client.get(here).text
    assert client.get(here.replace(government.code, "niets")).status_code == 404
    assert client.get(here.replace(government.code, "%00")).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=1000000000", "page=-1", "page=%00", "status=nonsense", "status=late&status=late", "plan=secret&page=x"],
)
def test_nonsense_in_the_address_still_gives_a_useful_page(client, government, query):
    ActionPlanFactory(code="secret", name_nl="Geheim plan", is_public=False)
    promised_by(government, first_deadline=YESTERDAY)

    response = client.get(f"{address_of_government(government.code, 'nl')}?{query}")

    assert response.status_code == 200
    assert len(response.context["rows"]) == 1
    assert "Geheim plan" not in response.text


def test_it_costs_at_most_twelve_queries_and_as_many_for_3_rows_as_for_30(client, government):
    here, counts, made = address_of_government(government.code, "nl"), [], 0
    plan = ActionPlanFactory()
    for number in (3, 30):
        while made < number:
            promised = promised_by(government, plan=plan, first_deadline=YESTERDAY, status="in_progress")
            page_for(promised.organisation, "nl")
            ResponseFactory(on_behalf_of=promised.organisation, approved_on=YESTERDAY)
            made += 1
        cache.clear()
        for address in (here, f"{here}?status=late"):
            client.get(address)
            with Queries() as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
