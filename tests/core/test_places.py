"""Addresses, breadcrumbs and the language switcher."""

from uuid import uuid4

import pytest
from wagtail.models import Page

from core.places import address_of, breadcrumbs_and_languages, language_of, languages_of_view, roots
from home.models import StandardPage
from tests.factories import ActionFactory, ActionPlanFactory, OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def add(parent, title, **values):
    parent.refresh_from_db()
    return parent.add_child(instance=StandardPage(title=title, locale=parent.locale, **values))


def test_every_page_has_the_address_that_wagtail_gives_it(homes):
    pages_for(OrganisationFactory())
    add(add(homes["nl"], "Over ons"), "Contact")
    pages = list(Page.objects.filter(depth__gt=1))

    assert len(pages) >= 14
    assert {page.pk: address_of(page.url_path) for page in pages} == {page.pk: page.url for page in pages}


@pytest.mark.parametrize("path", ["/", "/elsewhere/", "", "/home"])
def test_a_path_outside_every_tree_has_no_address(site, path):
    assert address_of(path) is None
    assert language_of(path) is None


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_path_speaks_the_language_of_its_tree(homes, language):
    assert roots()[language] == homes[language].url_path
    assert language_of(homes[language].url_path + "x/y/") == language
    assert address_of(homes[language].url_path) == f"/{language}/"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_breadcrumbs_are_the_live_pages_above(rf, homes, language):
    first = add(homes[language], "Over ons")
    hidden = add(first, "Klad", live=False)
    page = add(hidden, "Contact")

    breadcrumbs, _languages = breadcrumbs_and_languages(page, rf.get("/"))

    assert [link.title for link in breadcrumbs] == [homes[language].title, "Over ons"]
    assert [link.url for link in breadcrumbs] == [f"/{language}/", first.url]


def links(page, rf):
    return {link.code: link for link in breadcrumbs_and_languages(page, rf.get("/"))[1]}


@pytest.mark.parametrize(("here", "there"), [("nl", "fr"), ("fr", "nl")])
def test_the_switcher_leads_to_the_same_page(rf, here, there):
    pages = pages_for(OrganisationFactory())

    found = links(pages[here], rf)

    assert found[here].is_current
    assert not found[there].is_current
    assert found[there].is_same_page
    assert found[there].url == pages[there].url


@pytest.mark.parametrize(("here", "there"), [("nl", "fr"), ("fr", "nl")])
def test_the_switcher_leads_to_the_nearest_page_above_when_the_page_itself_is_not_live_there(rf, here, there):
    plans = pages_for(plan := ActionPlanFactory())
    action = ActionFactory(plan=plan)
    page = page_for(action, here)
    page_for(action, there, live=False)

    found = links(page, rf)

    assert not found[there].is_same_page
    assert found[there].url == plans[there].url


@pytest.mark.parametrize(("here", "there"), [("nl", "fr"), ("fr", "nl")])
def test_the_switcher_leads_to_the_home_page_when_nothing_else_is_there(rf, homes, here, there):
    page = add(homes[here], "Alleen hier", translation_key=uuid4())

    found = links(page, rf)

    assert not found[there].is_same_page
    assert found[there].url == f"/{there}/"


def test_a_counterpart_that_goes_offline_is_named_no_more(rf):
    pages = pages_for(OrganisationFactory())
    pages["fr"].unpublish()

    assert not links(pages["nl"], rf)["fr"].is_same_page


def test_breadcrumbs_and_languages_cost_one_query_with_both_languages_and_two_without(rf, django_assert_num_queries):
    pages = pages_for(OrganisationFactory())
    lonely = page_for(OrganisationFactory(), "nl")
    roots()

    with django_assert_num_queries(1):
        breadcrumbs_and_languages(pages["nl"], rf.get("/"))
    with django_assert_num_queries(2):
        breadcrumbs_and_languages(lonely, rf.get("/"))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_view_outside_the_tree_is_offered_in_every_language(language):
    found = {link.code: link for link in languages_of_view("search", language)}

    assert set(found) == {"nl", "fr"}
    assert all(link.is_same_page and link.url.startswith(f"/{code}/") for code, link in found.items())
    assert found[language].is_current
