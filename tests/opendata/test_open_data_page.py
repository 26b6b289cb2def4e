"""The open data page: what there is, under which licence, in words first; and what stands in each data set."""

import pytest
from django.core.cache import cache

from core.models import SiteSettings
from opendata.downloads.datasets import DATASETS
from opendata.models import OpenDataPage
from tests.database import Queries
from tests.factories import ActionFactory, OrganisationFactory

from .downloads_world import everything_with_hidden_neighbours, names

pytestmark = pytest.mark.django_db

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
TITLES = {"nl": "Vrij te gebruiken", "fr": "Libre de droits"}


@pytest.fixture
def addresses(site):
    settings = SiteSettings.objects.get_or_create(site=site)[0]
    settings.licence_url, settings.licence_line_nl, settings.licence_line_fr = LICENCE, TITLES["nl"], TITLES["fr"]
    settings.save()
    pages = OpenDataPage.objects.select_related("locale")
    return {page.locale.language_code: page.url for page in pages}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_names_licence_and_every_file_in_every_format(client, addresses, language):
    everything_with_hidden_neighbours()
    text = client.get(addresses[language]).text

    assert TITLES[language] in text
    assert f'<a href="{LICENCE}" rel="license">' in text
    for dataset in DATASETS:
        for kind in ("csv", "xlsx", "json", "jsonld"):
            assert f'href="/data/{dataset.code}.{kind}"' in text
        assert f'href="{addresses[language]}{dataset.code}/"' in text
    for address in ("dictionary.json", "catalogue.rdf", "catalogue.jsonld", "catalogue.ttl"):
        assert f'href="/data/{address}"' in text
    assert '<link rel="alternate" type="application/rdf+xml" href="/data/catalogue.rdf"' in text
    assert "/api/v1/" in text
    assert "geheim" not in text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_data_set_has_a_page_with_every_column(client, addresses, language):
    for dataset in DATASETS:
        response = client.get(f"{addresses[language]}{dataset.code}/")
        other = "fr" if language == "nl" else "nl"

        assert response.status_code == 200
        for name in names(dataset):
            assert f"<code>{name}</code>" in response.text, (dataset.code, name)
        assert f'href="{addresses[other]}{dataset.code}/"' in response.text
        assert ('name="on"' in response.text) == dataset.is_dated


def test_a_data_set_that_there_is_not_has_no_page(client, addresses):
    for code in ("nothing", "plans/more", "PLANS", "x" * 3000):
        assert client.get(f"{addresses['nl']}{code}/").status_code == 404


def test_the_page_counts_its_rows_as_soon_as_they_are_public(client, addresses, django_capture_on_commit_callbacks):
    before = client.get(addresses["nl"]).text
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationFactory.create_batch(7)

    assert client.get(addresses["nl"]).text != before


def test_the_page_costs_as_many_queries_however_many_records_there_are(client, addresses):
    def cost():
        cache.clear()
        client.get("/nl/")
        with Queries() as queries:
            client.get(addresses["nl"])
        return queries

    ActionFactory.create_batch(3)
    few = cost()
    ActionFactory.create_batch(9)
    many = cost()

    assert len(few) == len(many), many
    assert many.at_most(12), many
    with Queries() as queries:
        client.get(f"{addresses['nl']}commitments/")
    assert queries.at_most(12), queries
