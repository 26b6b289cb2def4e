"""The page of a pledge, what other pages show of it, and its dossier."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.text import capfirst

from actions.models import CoOwner, Milestone, Pledge
from actions.wall.states import State
from core import slots
from core.dates import today
from core.models import Goal, Theme
from partners.models import FormerName, Succession
from search.indexing import refresh_pages
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    page_for,
    pages_for,
)

from .pledge_world import pledge_in, set_on, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]

PLACE = "partners.partner_page"


@pytest.fixture
def pledge():
    """A joint pledge about everything, whose deadline moved."""
    pledge = pledge_in(
        "active",
        partners=[OrganisationFactory()],
        commitment__first_deadline=date(2031, 2, 3),
        measure_nl="Door te tellen.",
        measure_fr="En comptant.",
    )
    set_on(pledge, themes=[Theme.objects.first()], goals=[Goal.objects.get(number=12)], supports=[ActionFactory()])
    Milestone.objects.create(commitment=pledge.commitment, name_nl="Plan", name_fr="Projet")
    ReportFactory(
        commitment=pledge.commitment, status="in_progress", approved_on=today(), moves_to=date(2032, 4, 5),
        language="nl", reason="Later dan gedacht.",
    )  # fmt: skip
    return pledge


# --- The page


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_says_who_promised_what_by_when_and_what_became_of_it(client, pledge, language):
    action = pledge.commitment.supports.get()
    for record in (action.plan, action):
        page_for(record, language)
    partner = pledge.commitment.co_owners.get().organisation
    partner_page = page_for(partner, language)
    page = pages_for(pledge)[language]

    text = client.get(page.url).text

    for words in (
        pledge.commitment.text_in(language), pledge.measure_in(language), "2031", "2032", "Later dan gedacht.",
        getattr(pledge.commitment.milestones.get(), f"name_{language}"), action.name_in(language), pledge.code,
        f'href="{partner_page.url}"', f'href="{wall(language).url}?goal=12"',
        reverse("actions:pledge_badge", args=[pledge.code, language]),
        reverse("actions:pledge_certificate", args=[pledge.code, language]),
    ):  # fmt: skip
        assert words in text, words
    assert ('lang="nl">Later' in text) == (language == "fr")
    assert "<script" not in text.replace('<script type="application/ld+json">', "")


def test_the_code_to_embed_is_a_picture_in_a_link_and_holds_no_markup_of_a_title(client):
    pledge = pledge_in("active", name_nl='Meer "<b>groen</b>"')
    page = pages_for(pledge)["nl"]

    text = client.get(page.url).text
    code = unescape(text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])

    assert code.startswith(f'<a href="http://testserver{page.url}"><img src="http://testserver/progress/pledges/')
    assert code.endswith("></a>")
    assert "<b>" not in code
    assert "<b>" not in text


def test_a_measure_in_the_other_language_only_says_so(client):
    page = pages_for(pledge_in("active", measure_nl="Door te tellen."))["fr"]

    text = client.get(page.url).text

    assert '<div lang="nl"><p>Door te tellen.' in text
    assert "other-language" in text


def test_who_changed_its_name_or_merged_since_stands_there_as_it_promised_and_as_it_is_today(client):
    pledge = pledge_in("active")
    organisation, successor = pledge.organisation, OrganisationFactory()
    FormerName.objects.create(organisation=organisation, name_nl="Oud BV", name_fr="Ancien SRL", until=today())
    Succession.objects.create(predecessor=organisation, successor=successor, kind="merged", on=today())
    successor_page = pages_for(successor)["nl"]
    cache.clear()

    text = client.get(pages_for(pledge)["nl"].url).text

    assert "Oud BV" in text
    assert f'href="{successor_page.url}"' in text
    assert successor.name_in("nl") in text


def test_a_page_of_a_pledge_that_is_not_for_everybody_is_not_there(client):
    for hidden in (
        PledgeFactory(is_public=False),
        PledgeFactory(archived_at="2026-01-01T00:00Z"),
        PledgeFactory(commitment__is_public=False),
    ):
        assert client.get(pages_for(hidden)["nl"].url).status_code == 404


# --- On other pages


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_maker_and_every_supported_action_leads_to_the_page_of_the_pledge(client, pledge, language):
    page = pages_for(pledge)[language]
    action = pledge.commitment.supports.get()
    pages_for(action.plan)
    hidden = set_on(pledge_in("active", is_public=False), supports=[action])

    others = [action, pledge.organisation, pledge.commitment.co_owners.get().organisation]

    for text in [client.get(pages_for(other)[language].url).text for other in others]:
        assert f'href="{page.url}"' in text
        assert hidden.name_in(language) not in text


def test_the_successor_shows_what_those_that_merged_into_it_promised():
    pledge, successor = pledge_in("lapsed"), OrganisationFactory()
    Succession.objects.create(predecessor=pledge.organisation, successor=successor, kind="merged", on=today())
    cache.clear()

    assert pledge.name_in("nl") in slots.render(PLACE, record=successor, language="nl")


def test_an_organisation_without_pledges_shows_no_section():
    assert slots.render(PLACE, record=OrganisationFactory(), language="nl") == ""


def test_the_site_search_finds_the_page_as_a_pledge(client):
    page = page_for(pledge_in("active"), "nl", title="Zonnebloemolie", introduction="Kort gezegd.")
    refresh_pages([page.pk])

    text = client.get(reverse("search") + "?q=zonnebloemolie").text

    assert f'href="{page.url}"' in text
    assert "Kort gezegd." in text
    assert f">{capfirst(Pledge._meta.verbose_name)}<" in text


# --- What it costs


def test_a_page_costs_at_most_twelve_queries_and_as_many_for_3_as_for_30(client):
    pledge = pledge_in("active")
    page = page_for(pledge, "nl")
    costs = []
    for number in (3, 27):
        for _time in range(number):
            CoOwner.objects.create(commitment=pledge.commitment, organisation=OrganisationFactory())
            ReportFactory(commitment=pledge.commitment, approved_on=today() - timedelta(days=1))
        cache.clear()
        client.get(page.url)
        with Queries() as queries:
            assert client.get(page.url).status_code == 200
        assert queries.at_most(12), queries
        costs.append(len(queries))

    assert len(set(costs)) == 1


# --- The dossier


@pytest.mark.parametrize("role", ["partner-manager", "administrator"])
def test_the_dossier_holds_state_makers_reports_and_pages(client, person, pledge, role):
    pages_for(pledge)
    client.force_login(person(role))
    viewset = type(pledge).snippet_viewset

    text = client.get(reverse(viewset.get_url_name("inspect"), args=[pledge.pk])).text

    for words in (str(State.ACTIVE.label), "Later dan gedacht.", str(pledge.commitment.co_owners.get().organisation)):
        assert words in text
    assert client.get(reverse(viewset.get_url_name("list"))).status_code == 200


def test_a_pledge_is_found_and_exported_from_its_list_in_as_many_queries_for_30_as_for_3(client, person):
    client.force_login(person("administrator"))
    address = reverse(PledgeFactory._meta.model.snippet_viewset.get_url_name("list"))
    costs = []
    for number in (3, 27):
        PledgeFactory.create_batch(number)
        client.get(address)
        with Queries() as queries:
            client.get(address)
        costs.append(len(queries))

    assert costs[0] == costs[1], queries
    assert b"pledge" in b"".join(client.get(address + "?export=csv").streaming_content)
