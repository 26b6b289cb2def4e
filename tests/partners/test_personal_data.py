"""Names of people stay in one table; the address of a group is shown to who asks for it."""

import json

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Revision

from core.services import record_create
from tests.factories import GroupFactory, MembershipFactory, OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

PERSON = "Zjozefien Ongewoon"
EMAIL = "groep@voorbeeld.example"


@pytest.fixture
def group(site):
    """A group with a person in it, saved, with pages and revisions of everything."""
    group = record_create(record=GroupFactory.build(email=EMAIL))
    seat = MembershipFactory(group=group, person=PERSON)
    record_create(record=OrganisationFactory.build())
    group.refresh_from_db()
    group.save()
    group.save_revision()
    for page in group.pages_by_language().values():
        page.save_revision().publish()
    assert seat.person == PERSON
    return group


def test_no_revision_holds_the_name_of_a_person(group):
    contents = [json.dumps(content) for content in Revision.objects.values_list("content", flat=True)]

    assert len(contents) >= 6
    assert not any("Zjozefien" in content or "Ongewoon" in content for content in contents)


@pytest.mark.usefixtures("indexed")
def test_no_search_index_holds_the_name_of_a_person_or_the_address_of_a_group(group):
    entries = apps.get_model("wagtailsearch", "IndexEntry").objects.all()
    rows = [
        str(row).lower()
        for row in entries.values_list(*(field.attname for field in entries.model._meta.concrete_fields))
    ]

    assert len(rows) >= 4
    assert not any("zjozefien" in row or "ongewoon" in row for row in rows)
    assert not any("voorbeeld.example" in row for row in rows)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_address_of_a_group_is_in_no_page_before_somebody_asks(client, group, language):
    page = group.pages_by_language()[language]

    for address in (page.url, f"{page.url}contact/", page.get_parent().url):
        response = client.get(address)
        assert response.status_code == 200
        assert "groep@" not in response.text
        assert "groep&#64;" not in response.text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_address_of_a_group_is_shown_to_who_presses_the_button_without_a_cookie(group, language):
    page = group.pages_by_language()[language]
    reader = Client(enforce_csrf_checks=True)

    response = reader.post(f"{page.url}contact/")

    assert response.status_code == 200
    assert EMAIL in response.text
    assert not reader.cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_that_shows_an_address_is_kept_by_nobody(client, group, method):
    page = group.pages_by_language()["nl"]

    response = getattr(client, method)(f"{page.url}contact/")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_group_without_an_address_shows_none(client, site, language):
    page = page_for(GroupFactory(email=""), language)

    response = client.post(f"{page.url}contact/")

    assert response.status_code in (200, 404)
    assert "mailto:" not in response.text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_who_agreed_to_be_named_is_named_on_the_page_of_the_group(client, site, language):
    group = GroupFactory()
    MembershipFactory(group=group, organisation=None, person=PERSON)
    pages = pages_for(group)

    assert PERSON in client.get(pages[language].url).text
