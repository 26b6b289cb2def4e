"""A private page, and whatever stands below it, is shown only to those who may see it."""

import pytest
from wagtail.models import PageViewRestriction

from core.models import BasePage
from home.models import StandardPage
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def add(parent, title):
    parent.refresh_from_db()
    return parent.add_child(instance=StandardPage(title=title, introduction="Geheim.", locale=parent.locale))


@pytest.fixture(params=["nl", "fr"])
def branch(request, homes):
    """A page and the page below it."""
    above = add(homes[request.param], "Boven")
    return above, add(above, "Onder")


@pytest.mark.parametrize("restriction", ["login", "groups", "password"])
def test_a_stranger_sees_neither_a_private_page_nor_what_is_below_it(client, branch, restriction):
    above, below = branch
    PageViewRestriction.objects.create(page=above, restriction_type=restriction, password="secret")

    for page in (above, below):
        assert "Geheim." not in client.get(page.url).text


def test_a_page_beside_or_above_a_private_one_stays_public(client, branch):
    above, below = branch
    PageViewRestriction.objects.create(page=below, restriction_type="login")
    beside = add(above, "Ernaast")

    assert client.get(above.url).status_code == client.get(beside.url).status_code == 200
    assert below.title not in client.get(above.url).text


def test_who_is_logged_in_sees_a_page_for_people_who_are(client, branch):
    above, below = branch
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    client.force_login(UserFactory())

    assert "Geheim." in client.get(below.url).text


def test_restrictions_are_those_that_wagtail_counts(branch):
    above, below = branch
    for page in (above, below):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    for page in (above, below):
        wagtails = super(BasePage, page).get_view_restrictions()
        assert set(page.get_view_restrictions()) == set(wagtails)
