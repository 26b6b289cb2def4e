"""A page is found by its address in as many queries whatever its depth, and is the one Wagtail would find."""

import pytest
from wagtail.models import Page

from core.routing import page_at
from home.models import StandardPage
from tests.database import Queries
from tests.factories import ActionFactory, ActionPlanFactory, OrganisationFactory, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def add(parent, title, **values):
    parent.refresh_from_db()
    return parent.add_child(instance=StandardPage(title=title, locale=parent.locale, **values))


@pytest.fixture
def branches(homes):
    """Pages of several types and depths in both languages."""
    plan = ActionPlanFactory()
    pages_for(plan)
    pages_for(ActionFactory(plan=plan))
    pages_for(OrganisationFactory())
    for home in homes.values():
        add(add(add(home, "A"), "B"), "C")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_live_page_is_the_one_that_wagtail_finds(rf, site, homes, branches, language):
    home = homes[language]
    home.refresh_from_db()
    pages = list(home.get_descendants(inclusive=True).live())
    assert len(pages) >= 11

    for page in pages:
        path = page.url_path.removeprefix(home.url_path)
        route = home.specific.route(rf.get(page.url), [part for part in path.split("/") if part])
        found = page_at(path, language)
        assert (type(found), found) == (type(route.page), route.page)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("path", ["nothing", "partners/nothing", "a/b/c/d/e/f/g", "x" * 5000, "%", "é", "'; --"])
def test_an_address_without_a_page_is_not_found(client, homes, language, path):
    assert page_at(path, language) is None
    assert client.get(f"/{language}/{path}/").status_code == 404


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_draft_is_not_found(client, homes, language):
    page = add(homes[language], "Klad", live=False)

    assert client.get(page.url).status_code == 404


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_of_one_language_is_not_found_under_the_other(client, homes, language):
    page = add(homes[language], "Alleen hier")
    other = {"nl": "fr", "fr": "nl"}[language]

    assert client.get(f"/{other}/{page.slug}/").status_code == 404


def test_a_page_below_a_draft_is_found_as_wagtail_does(rf, homes):
    draft = add(homes["nl"], "Klad", live=False)
    page = add(draft, "Live")
    parts = [draft.slug, page.slug]

    wagtails = homes["nl"].specific.route(rf.get(page.url), parts).page

    assert page_at("/".join(parts), "nl") == wagtails == page


def test_finding_a_page_costs_two_queries_at_every_depth(homes, branches):
    page_at("", "nl")
    costs = {}
    for path in ("", "a", "a/b", "a/b/c"):
        with Queries() as queries:
            page_at(path, "nl")
        costs[path] = len(queries)

    assert costs == dict.fromkeys(costs, 2)


def test_a_language_without_a_tree_finds_nothing(site):
    assert page_at("", "en") is None


def test_no_two_pages_share_an_address(homes, branches):
    paths = list(Page.objects.values_list("url_path", flat=True))

    assert len(paths) == len(set(paths))
