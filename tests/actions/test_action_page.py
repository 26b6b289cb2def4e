"""The page of an action: who promises what by when, and what went before it and came after it."""

from datetime import date

import pytest
from django.core.cache import cache

from actions.action_page import action_context
from actions.models import Action, Lineage
from actions.plan_facts import plan_facts
from actions.promises.addresses import address_of_commitment
from core.dates import today
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    ReportFactory,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


@pytest.fixture
def earlier(site):
    """An action of a plan that has a next one, in which another action goes on."""
    plan = ActionPlanFactory()
    other = ActionFactory(plan=plan)
    successor = ActionPlanFactory(predecessor=plan)
    Lineage.objects.create(action=ActionFactory(plan=successor), predecessor=other)
    return ActionFactory(plan=plan)


def later_in(action, **values):
    return ActionFactory(plan=action.plan.successors.get(), **values)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_each_commitment_leads_to_its_page_and_says_when_and_why_its_deadline_moved(client, site, language):
    government = GovernmentFactory()
    commitment = CommitmentFactory(organisation__government=government, first_deadline=date(2030, 1, 31))
    ReportFactory(commitment=commitment, approved_on=today(), moves_to=date(2031, 3, 31), reason="Er was geen geld.")
    CommitmentFactory(action=commitment.action)
    page_for(commitment.action.plan, language)
    page = page_for(commitment.action, language)

    response = client.get(page.url)

    first = next(row for row in response.context["promises"] if row["commitment"] == commitment)
    assert [(move.to, move.reason) for move in first["due"].moves] == [(date(2031, 3, 31), "Er was geen geld.")]
    assert first["url"] == address_of_commitment(commitment, language)
    assert f'href="{first["url"]}"' in response.text
    assert f'href="{first["government_url"]}"' in response.text
    assert '<del class="due__first">' in response.text
    assert response.context["sentence"]
    assert response.text.count("<h1") == 1


def test_a_single_commitment_needs_no_sentence_to_add_it_up(site):
    assert action_context(CommitmentFactory().action, "nl")["sentence"] == ""


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_action_of_an_inventory_says_where_it_was_found(site, language):
    action = ActionFactory(found_in_nl="Meerjarenplan, blz. 12", found_in_fr="Plan pluriannuel, p. 12")

    facts = [row["value"] for row in action_context(action, language)["facts"]]

    assert {"nl": "Meerjarenplan, blz. 12", "fr": "Plan pluriannuel, p. 12"}[language] in facts


def test_it_names_what_it_took_over_and_what_took_over_from_it(client, earlier):
    later = later_in(earlier)
    Lineage.objects.create(action=later, predecessor=earlier, kind="merged")
    page_for(earlier.plan, "nl")
    page = page_for(earlier, "nl")

    (row,) = action_context(earlier, "nl")["successors"]
    assert (row["card"].record, row["code"]) == (later, "merged")
    assert [row["card"].record for row in action_context(later, "nl")["lineage"]] == [earlier]
    assert action_context(earlier, "nl")["dropped"] is None
    assert later.name_in("nl") in client.get(page.url).text


def test_it_was_dropped_when_the_next_plan_goes_on_with_others_only(client, earlier):
    page_for(earlier.plan, "nl")
    page = page_for(earlier, "nl")

    assert action_context(earlier, "nl")["dropped"].plan == earlier.plan.successors.get().name_in("nl")
    assert "kin__how--dropped" in client.get(page.url).text


def test_nothing_is_called_dropped_by_a_plan_that_is_not_there_or_not_public_or_says_nothing_of_any_action(earlier):
    successor = earlier.plan.successors.get()
    assert action_context(later_in(earlier), "nl")["dropped"] is None

    Action.objects.filter(plan=successor).update(is_public=False)
    assert action_context(earlier, "nl")["dropped"] is None

    Lineage.objects.all().delete()
    Action.objects.filter(plan=successor).update(is_public=True)
    cache.clear()
    assert action_context(earlier, "nl")["dropped"] is None


def test_an_action_that_goes_on_in_one_that_is_not_public_is_neither_named_nor_called_dropped(earlier):
    Lineage.objects.create(action=later_in(earlier, is_public=False), predecessor=earlier)

    found = action_context(earlier, "nl")

    assert found["successors"] == []
    assert found["dropped"] is None


def test_the_facts_of_a_plan_lead_to_its_governments(site):
    government = GovernmentFactory()
    commitment = CommitmentFactory(organisation__government=government)

    (links,) = [row["links"] for row in plan_facts(commitment.action.plan, [commitment], "nl") if row.get("links")]

    assert [link.title for link in links] == [government.name_nl]
    assert links[0].url.endswith(f"/{government.code}/")
