"""What is not public stays unseen, also through what is."""

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.http import urlencode

from actions.action_page import action_context
from actions.ledger import plan_context, plans_context, public_commitments
from actions.models import ActionIndexPage, Lineage
from core import slots
from core.dates import today
from core.services import record_archive
from partners.models import Organisation
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    IndicatorFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    ResponseFactory,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

PLACE = "partners.partner_page"


def listing(**query):
    data = QueryDict(urlencode(query, doseq=True))
    return ActionIndexPage.objects.get(locale__language_code="nl").specific.get_listing(data, "nl")


def options(found, facet):
    return {option.value: option.count for group in found.groups if group.name == facet for option in group.options}


HIDING = ["commitment", "action", "plan"]


def hide(commitment, what):
    record = {"commitment": commitment, "action": commitment.action, "plan": commitment.action.plan}[what]
    record_archive(record=record)
    cache.clear()  # in a test nothing is committed, so nothing that is kept is told


@pytest.mark.parametrize("what", HIDING)
def test_a_promise_is_public_as_long_as_its_action_and_plan_are(site, what):
    commitment = CommitmentFactory()
    assert list(public_commitments()) == [commitment]

    hide(commitment, what)

    assert list(public_commitments()) == []


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("what", HIDING)
def test_the_page_of_a_partner_names_no_promise_that_is_not_public(site, what, language):
    commitment = CommitmentFactory()
    assert commitment.text_in(language) in slots.render(PLACE, record=commitment.organisation, language=language)

    hide(commitment, what)

    assert slots.render(PLACE, record=commitment.organisation, language=language) == ""


def test_a_government_is_a_facet_of_the_actions_in_which_it_promised_in_public(site):
    government = GovernmentFactory(code="somewhere")
    commitment = CommitmentFactory(organisation__government=government)
    assert options(listing(), "government") == {"somewhere": 1}

    hide(commitment, "commitment")

    assert options(listing(), "government") == {}
    assert listing(government=["somewhere"]).total == 0


def test_the_name_of_a_plan_that_is_not_public_is_told_to_nobody_who_guesses_its_code(site):
    ActionPlanFactory(code="secret", name_nl="Geheim plan", is_public=False)

    found = listing(plan=["secret"])

    assert [active.label for active in found.active_filters] == []
    assert options(found, "plan") == {}


def test_an_action_of_a_plan_that_is_not_public_is_in_no_list(site):
    ActionFactory(plan__is_public=False)

    assert listing().total == 0


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_plans_before_and_after_that_are_not_public_are_not_named(site, language):
    earlier = ActionPlanFactory(is_public=False)
    plan = ActionPlanFactory(predecessor=earlier)
    ActionPlanFactory(predecessor=plan, is_public=False)

    links = [row for row in plan_context(plan, language)["facts"] if row.get("links")]

    assert links == []
    assert [row["plan"] for row in plans_context(language)["plans"]] == [plan]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_earlier_action_that_is_not_public_is_not_named(site, language):
    action, earlier = ActionFactory(), ActionFactory(is_public=False)
    Lineage.objects.create(action=action, predecessor=earlier)

    assert action_context(action, language)["lineage"] == []


def test_every_provider_costs_no_more_than_it_says_for_3_rows_and_for_30(site):
    organisation = OrganisationFactory()
    plan = ActionPlanFactory()
    page_for(plan, "nl")
    made = 0
    for number in (3, 30):
        while made < number:
            commitment = CommitmentFactory(organisation=organisation, action__plan=plan)
            page_for(commitment.action, "nl")
            ReportFactory(commitment=commitment, approved_on=today())
            page_for(PledgeFactory(commitment__organisation=organisation), "nl")
            IndicatorFactory(organisation=organisation, action=commitment.action)
            ResponseFactory(on_behalf_of=organisation, approved_on=today())
            made += 1
        cache.clear()
        organisation = Organisation.objects.get(pk=organisation.pk)
        for provider in slots.providers(PLACE):
            slots.render(PLACE, record=organisation, language="nl")  # warms the caches
            with Queries() as queries:
                assert provider.context(organisation, "nl") is not None
            assert len(queries) <= provider.queries, queries


def test_every_registered_place_has_a_cost_that_leaves_room_for_its_page():
    # What one person sees of their own is not for everybody: tests/partners/test_my_space.py counts it.
    costs = {place: slots.query_cost(place) for place in slots._places if place != "partners.my_space"}

    assert costs[PLACE] >= 1
    assert all(cost <= 4 for cost in costs.values())
