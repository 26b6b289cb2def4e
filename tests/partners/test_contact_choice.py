"""Contact persons stand on the page of their organisation by their own choice, and nowhere else."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Revision

from core.dates import today
from core.shell import content_version
from partners.models import Representative
from partners.profile.contacts import contacts_of
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, page_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


@pytest.fixture
def organisation(site):
    return OrganisationFactory()


def person(organisation, shown, **values):
    user = UserFactory(first_name="Zjozefien", last_name="Ongewoon", email="zjozefien@voorbeeld.example")
    functions = {"function_nl": "Woordvoerster", "function_fr": "Porte-parole"}
    return RepresentativeFactory(user=user, organisation=organisation, shown=shown, **functions | values)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    ("shown", "name", "address"), [("nothing", False, False), ("name", True, False), ("address", True, True)]
)
def test_readers_see_what_somebody_chose(client, organisation, language, shown, name, address):
    person(organisation, shown)
    page = client.get(page_for(organisation, language).url)

    def is_there(words):
        return words in page.text

    assert is_there("Zjozefien Ongewoon") is name
    assert is_there({"nl": "Woordvoerster", "fr": "Porte-parole"}[language]) is name
    assert not is_there({"nl": "Porte-parole", "fr": "Woordvoerster"}[language])
    assert is_there("zjozefien@voorbeeld.example") is address


def test_who_has_no_name_is_not_shown_by_an_address(organisation):
    shown = person(organisation, "address")
    shown.user.first_name = shown.user.last_name = ""
    shown.user.save()

    assert contacts_of(organisation, "nl") == []


def test_who_no_longer_speaks_for_it_is_gone(organisation):
    for ended in ({"until": today()}, {"since": today() + timedelta(days=1)}):
        RepresentativeFactory(organisation=organisation, shown="name", user__first_name="Ann", **ended)
    RepresentativeFactory(organisation=organisation, shown="name", user__first_name="Bo", user__is_active=False)

    assert contacts_of(organisation, "nl") == []


def test_administrators_come_first(organisation):
    for name, role in {"Ann": "member", "Bo": "administrator"}.items():
        RepresentativeFactory(organisation=organisation, shown="name", role=role, user__first_name=name)

    assert [shown["name"] for shown in contacts_of(organisation, "nl")] == ["Bo", "Ann"]


@pytest.mark.parametrize("rows", [3, 30])
def test_they_cost_one_query(organisation, django_assert_num_queries, rows):
    RepresentativeFactory.create_batch(rows, organisation=organisation, shown="name", user__first_name="Ann")

    with django_assert_num_queries(1):
        assert len(contacts_of(organisation, "nl")) == rows


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_choice_that_changes_changes_the_page_at_once(
    client, organisation, language, django_capture_on_commit_callbacks
):
    shown, page = person(organisation, "address"), page_for(organisation, language)
    assertContains(client.get(page.url), "zjozefien@voorbeeld.example")

    with django_capture_on_commit_callbacks(execute=True):
        shown.shown = "nothing"
        shown.save(update_fields=["shown"])

    assertNotContains(client.get(page.url), "Ongewoon")


@pytest.mark.parametrize("act", ["choose", "leave", "rename", "erase"])
def test_whatever_changes_somebody_on_the_page_makes_cached_pages_old(
    organisation, django_capture_on_commit_callbacks, act
):
    shown = person(organisation, "name")
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        if act == "choose":
            shown.save(update_fields=["shown"])
        elif act == "leave":
            shown.delete()
        elif act == "rename":
            shown.user.last_name = "Anders"
            shown.user.save()
        else:
            shown.user.delete()

    assert content_version() != before


def test_who_logs_in_makes_no_page_old(organisation, django_capture_on_commit_callbacks):
    shown = person(organisation, "name")
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        shown.user.save(update_fields=["last_login"])
        UserFactory(first_name="Iemand")

    assert content_version() == before


def test_no_revision_and_no_search_index_holds_them(organisation):
    person(organisation, "address")
    organisation.save()
    organisation.save_revision()
    page_for(organisation, "nl").save_revision().publish()

    entries = apps.get_model("wagtailsearch", "IndexEntry").objects.all()
    columns = [field.attname for field in entries.model._meta.concrete_fields]
    kept = [json.dumps(content) for content in Revision.objects.values_list("content", flat=True)]
    kept += [str(row).lower() for row in entries.values_list(*columns)]
    assert len(kept) >= 3
    assert not any(words in row.lower() for row in kept for words in ("ongewoon", "zjozefien", "woordvoerster"))
    assert Representative.objects.get().shown == "address"
