"""Asking a colleague for the next step of a page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from core.dates import today
from editorial.models import Assignment
from editorial.services.assignments import page_assign
from tests.database import Queries
from tests.factories import person_in_role

from .pairs import colleague, together

pytestmark = pytest.mark.django_db


def address(page):
    return reverse("editorial:assign", args=[page.pk])


@pytest.fixture(params=["nl", "fr"])
def moderator(request, client, site):
    user = colleague("federal-moderator", language=request.param)
    client.force_login(user)
    return user


@pytest.fixture
def page(site):
    return together()["fr"]


def test_a_colleague_is_asked_by_a_day_with_a_message(client, moderator, page):
    person, day = colleague("french-editor", first_name="Aurélie"), today() + timedelta(days=4)

    response = client.post(address(page), {"person": person.pk, "due_on": str(day), "note_text": "Vite."}, follow=True)

    asked = Assignment.objects.get(page=page)
    assert (asked.person, asked.due_on, asked.note, asked.by) == (person, day, "Vite.", moderator)
    assert "Aurélie" in next(str(message) for message in response.context["messages"])


def test_the_form_shows_who_is_asked_now_and_somebody_else_takes_their_place(client, moderator, page):
    first = colleague("translator", first_name="Ilse", last_name="D’Hondt")
    page_assign(page=page, person=first, due_on=today(), note_text="Eerst", by=None)

    response = client.get(address(page))

    assert escape(first.get_full_name()) in response.text
    assert response.context["form"]["note_text"].value() == "Eerst"
    client.post(address(page), {"person": moderator.pk})
    assert Assignment.objects.get(page=page).person == moderator


def test_only_people_who_may_edit_the_page_are_in_the_list(client, moderator, page):
    able = [moderator, colleague("french-editor"), colleague("translator")]
    unable = [colleague("dutch-editor"), colleague("analyst"), colleague("french-editor", is_active=False)]

    choices = set(client.get(address(page)).context["form"].fields["person"].queryset)

    assert choices >= set(able)
    assert not choices & set(unable)
    response = client.post(address(page), {"person": unable[0].pk, "note_text": "Blijft staan"})
    assert set(response.context["form"].errors) == {"person"}
    assert "Blijft staan" in response.text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": str(today() - timedelta(days=1))}, "due_on"),
        ({"due_on": "morgen"}, "due_on"),
        ({"person": ""}, "person"),
        ({"person": "x"}, "person"),
        ({"person": "9" * 30}, "person"),
        ({"note_text": "x" * 501}, "note_text"),
    ],
)
def test_a_mistake_is_told_beside_the_field(client, moderator, page, changes, field):
    response = client.post(address(page), {"person": moderator.pk, "note_text": "Blijft staan"} | changes)

    assert set(response.context["form"].errors) == {field}
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", ["dutch-editor", "analyst", "plan-coordinator"])
def test_who_may_not_edit_the_page_asks_nobody(client, page, role):
    person = person_in_role(role)
    client.force_login(person)

    assert client.get(address(page)).status_code in (302, 403)
    client.post(address(page), {"person": person.pk})
    assert not Assignment.objects.exists()


def test_a_page_that_is_not_there_is_not_found(client, moderator):
    for page in (999999, 1):  # the second is the root of the tree
        assert client.get(reverse("editorial:assign", args=[page]), follow=True).status_code in (200, 404)
        assert not Assignment.objects.exists()


def test_the_form_costs_the_same_for_3_people_and_30(client, moderator, page):
    counts = []
    for number in (3, 27):
        for _place in range(number):
            colleague("french-editor")
        client.get(address(page))
        with Queries() as queries:
            client.get(address(page))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30, queries
