"""Every type of page, in both languages: it answers, in its language, in few queries, whatever stands behind it."""

import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from core.models import BasePage
from tests.database import Queries
from tests.home.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

MOST_QUERIES = 12


@pytest.fixture(params=["nl", "fr"])
def world(request, site):
    with override(request.param):
        return World(request.param)


def measure(client, address):
    """The queries of an answer when the caches are warm."""
    cache.clear()
    client.get(address)
    with Queries() as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return queries


def test_every_type_of_page_is_looked_at(world):
    types = {model.__name__ for model in apps.get_models() if issubclass(model, BasePage)}

    assert set(world.grow_to(1).addresses()) == types


@pytest.mark.parametrize("size", [0, 1, 3])
def test_every_page_answers_in_its_language_with_one_heading_of_the_first_level(client, world, size):
    for name, address in world.grow_to(size).addresses().items():
        response = client.get(address)

        assert response.status_code == 200, name
        assert re.search(r"<html[^>]* lang=\"([^\"]*)\"", response.text).group(1) == world.language, name
        assert response.headers["Content-Language"] == world.language, name
        assert len(re.findall(r"<h1[ >]", response.text)) == 1, name
        assert "None" not in re.sub(r"<[^>]*>", " ", response.text), name


def test_every_page_costs_at_most_twelve_queries_and_as_many_for_3_rows_as_for_30(client, world):
    few = {name: measure(client, address) for name, address in world.grow_to(3).addresses().items()}
    many = {name: measure(client, address) for name, address in world.grow_to(30).addresses().items()}

    for name, queries in many.items():
        assert queries.at_most(MOST_QUERIES), (name, queries)
        assert len(few[name]) == len(queries), (name, few[name], queries)


def test_the_search_and_the_choice_of_language_cost_little(client, world):
    world.grow_to(3)
    with override(world.language):
        search = f"{reverse('search')}?q=organisation"

    assert measure(client, search).at_most(MOST_QUERIES)
    assert measure(client, "/").at_most(2)


def test_a_page_that_is_not_there_answers_in_the_language_of_its_address(client, world):
    response = client.get(f"/{world.language}/bestaat-niet/")

    assert response.status_code == 404
    assert f'lang="{world.language}"' in response.text
    assert measure_missing(client, world).at_most(MOST_QUERIES)


def measure_missing(client, world):
    with Queries() as queries:
        client.get(f"/{world.language}/bestaat-niet/")
    return queries


def test_the_choice_of_language_is_neutral(client, site):
    response = client.get("/", headers={"accept-language": "fr"})

    assert response.status_code == 200
    assert 'href="/nl/"' in response.text
    assert 'href="/fr/"' in response.text
    assert 'lang="nl"' in response.text
    assert 'lang="fr"' in response.text
    assert not response.cookies
