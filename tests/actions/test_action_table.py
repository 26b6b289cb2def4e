"""The table of actions: what it holds, that it forgets in time, and that the list reads it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Action, ActionIndexPage
from actions.table.listing import ActionListing
from actions.table.table import action_table, commitment_table
from core.dates import today
from partners.models import Membership
from tests.database import Queries
from tests.factories import ActionFactory, CommitmentFactory, OrganisationFactory

from .coverage_world import world

pytestmark = pytest.mark.django_db


def listing(**query):
    return ActionListing(QueryDict(urlencode(query, doseq=True)), "nl")


def members(facet, value):
    """The keys of the actions in one set of the table."""
    table = action_table()
    return {table.keys[place] for place in table.places(table.sets.get(facet, {}).get(str(value), 0))}


def test_an_action_is_about_what_it_names_and_what_its_public_commitments_name(site):
    there = world()
    first, second = there["first"].pk, there["second"].pk

    assert members("goal", there["goals"][0].number) == {first}
    assert members("goal", there["goals"][2].number) == {first}
    assert members("goal", there["goals"][3].number) == set()
    assert members("principle", 1) == members("pillar", there["principle"].pillar) == {first}
    assert members("theme", there["themes"][1].code) == {first, second}
    assert members("part", "plan.1") == {first}
    assert members("kind", "local") == {first, second}
    assert members("status", "completed") == {first}


def test_an_action_is_of_everybody_who_promises_in_it_alone_or_together(site):
    there = world()
    first, third = there["first"].pk, there["third"].pk

    assert members("government", "one") == members("government", "two") == {first, third}
    assert members("sector", there["sector"].code) == members("group", "circle") == {first, third}
    assert {action.pk for action in listing(organisation="town").page.object_list} == {first, third}


def test_nothing_is_told_of_seats_and_organisations_that_are_not_public(site):
    world()
    table = action_table()

    assert set(table.sets["group"]) == {"circle"}
    assert len(table.sets["sector"]) == 1
    assert listing(organisation="hidden").total == 3
    assert listing(organisation="hidden").active_filters == []
    assert len(table.keys) == 3
    assert len(commitment_table().keys) == 4


def test_a_seat_that_ends_changes_the_table_at_once(site, django_capture_on_commit_callbacks):
    world()
    assert members("group", "circle")

    with django_capture_on_commit_callbacks(execute=True):
        Membership.objects.get(group__code="circle", organisation__code="town").delete()

    assert not members("group", "circle")


def test_the_other_filters_have_no_box_and_can_be_taken_away(site):
    there = world()
    town, sector = there["town"], there["sector"]
    found = listing(organisation="town", sector=sector.code, part="plan.1", principle="1", government="one")

    assert found.total == 1
    assert {group.name for group in found.groups}.isdisjoint({"organisation", "sector", "part", "principle"})
    assert found.carried == {"organisation": "town", "sector": sector.code, "part": "plan.1", "principle": "1"}
    labels = {active.label: active.remove_url for active in found.active_filters}
    assert "organisation" not in labels[town.name_nl]
    assert "sector=" not in labels[sector.name_nl]


def test_words_are_found_without_case_and_accents_in_any_language(site):
    action = ActionFactory(name_nl="Fietsplan voor ambtenaren", name_fr="Équipement des vélos")
    ActionFactory()

    for words in ("fietsPLAN", "velos equip", "ambten fiets"):
        assert list(listing(q=words).page.object_list) == [action]
    assert listing(q="fiets xyzzy").total == 0


def test_an_action_that_was_just_hidden_is_not_shown_from_an_old_table(site):
    action = ActionFactory()
    assert listing().total == 1

    Action.objects.filter(pk=action.pk).update(is_public=False)

    assert listing().page.object_list == []


@given(st.text(max_size=30), st.sampled_from(["part", "organisation", "goal", "sector", "page", "sort", "q"]))
def test_nonsense_in_the_address_still_gives_a_list(site, words, name):
    assert listing(**{name: words}).page.number == 1


@pytest.mark.parametrize("query", ["", "?government=one&goal=1&sector=x&q=actie", "?organisation=town"])
def test_the_list_costs_as_many_queries_for_3_rows_as_for_30(site, client, query):
    there = world()
    url = ActionIndexPage.objects.get(locale__language_code="nl").url + query

    def cost():
        cache.clear()
        client.get(url)
        with Queries() as queries:
            client.get(url)
        return queries

    few = cost()
    for number in range(30):
        CommitmentFactory(
            action=ActionFactory(plan=there["plan"], number=number + 10, goals=there["goals"]),
            organisation=OrganisationFactory(),
            first_deadline=today() - timedelta(days=number),
        )
    many = cost()
    assert many.at_most(12), many
    assert len(few) == len(many), (few, many)
