"""The component gallery: nothing is missing from it, and what it shows comes from the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models.statuses import Standing
from core.gallery.components import components
from core.gallery.purposes import PURPOSES
from core.gallery.samples import samples_in
from core.models import Funder, SiteSettings
from core.shell import raise_content_version
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    ReportFactory,
    page_for,
)

pytestmark = pytest.mark.django_db

NEEDS_RICHER_DATA = {
    "breadcrumbs",
    "chips",
    "milestone_list",
    "milestones",
    "moves",
    "pagination",
    "people",
    "picture",
}
"""Shown once somebody wrote such a thing; the browser test asks them of the demonstration."""
MOST_QUERIES = 110


@pytest.fixture
def organisations(lone_pages, site):
    """Two of them, each with a promise, a report and a seat in a group."""
    return [one() for _number in range(2)]


def one():
    organisation = OrganisationFactory(fictional=True)
    page_for(organisation, language="nl", live=True)
    commitment = CommitmentFactory(organisation=organisation, action=ActionFactory(), first_deadline=date(2029, 1, 31))
    ReportFactory(commitment=commitment, approved_on=date(2026, 6, 30))
    MembershipFactory(group=GroupFactory(), organisation=organisation)
    return organisation


def gallery(client, **data):
    return client.get(reverse("gallery"), data)


def test_every_component_stands_in_the_gallery():
    assert set(PURPOSES) == set(components())


def test_every_component_says_in_its_first_line_what_it_takes():
    assert [component.name for component in components().values() if not component.takes] == []


def test_every_component_is_shown_with_data_of_the_database(organisations, site):
    settings = SiteSettings.for_site(site)
    settings.tagline_nl = settings.footer_text_nl = settings.licence_line_nl = "Wat beloofd is, blijft zichtbaar"
    settings.save()
    Funder.objects.create(settings=settings, name_nl="Voorbeeldstaat", name_fr="État exemple")
    raise_content_version()

    samples = samples_in("nl")

    assert set(components()) - set(samples) <= NEEDS_RICHER_DATA
    assert organisations[0].name_nl in samples["card"][0].render() + samples["card"][-1].render()
    assert {sample.arguments["status"] for sample in samples["status"]} == set(Standing)
    for found in samples.values():
        for sample in found:
            assert "lorem" not in sample.render().lower()


def test_an_empty_database_shows_what_needs_no_data_and_says_so_of_the_rest(client, person, site):
    client.force_login(person("dutch-editor"))

    response = gallery(client, language="fr")

    assert response.status_code == 200
    assert 'lang="fr"' in response.content.decode()
    assert response.content.decode().count("gallery__none") > 0


def test_it_costs_the_same_number_of_queries_however_much_there_is(client, person, organisations):
    client.force_login(person("dutch-editor"))

    def cost():
        raise_content_version()
        gallery(client)  # what Wagtail itself keeps
        with CaptureQueriesContext(connection) as queries:
            gallery(client)
        return len(queries)

    before = cost()
    for _number in range(6):
        one()

    assert cost() == before <= MOST_QUERIES


def test_it_is_for_whoever_may_enter_the_administration_and_under_the_rules_of_the_public_site(client, person, site):
    assert gallery(client).status_code == 302

    client.force_login(person("analyst"))
    response = gallery(client, language="'; --")

    assert response.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "no-store" in response.headers["Cache-Control"]
