"""A page goes live by four eyes: an editor submits, a colleague reviews, a moderator approves, and nobody else."""

import pytest
from django.urls import reverse
from wagtail.models import Task, WorkflowState

from core.services import record_create
from editorial.roles import ROLES
from tests.editorial.pairs import approve, colleague, together
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site):
    return together("nieuw")


@pytest.fixture
def page(pages):
    """The Dutch page; the French one is approved and waits for it."""
    approve(pages["fr"])
    return pages["nl"]


def form_of(page, **changes):
    data = {
        "title": page.title, "slug": page.slug, "introduction": page.introduction, "seo_title": "",
        "search_description": "", "listing_title": "", "listing_summary": "", "listing_image": "", "picture": "",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "go_live_at": "", "expire_at": "",
    }  # fmt: skip
    return data | changes


def submit(client, page, user, **changes):
    client.force_login(user)
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-submit": "1", **changes})
    )


def decide(client, page, user, action, comment=""):
    client.force_login(user)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": comment})


def test_what_an_editor_submits_goes_live_when_a_moderator_approves(client, page, person):
    submit(client, page, person("dutch-editor"), introduction="Beter zo.")
    page.refresh_from_db()
    assert not page.live
    assert WorkflowState.objects.active().count() == 1

    decide(client, page, person("dutch-editor"), "approve")
    page.refresh_from_db()
    assert not page.live
    decide(client, page, colleague("federal-moderator"), "approve")

    page.refresh_from_db()
    assert page.live
    assert page.introduction == "Beter zo."
    assert "Beter zo." in client.get(page.url).text


def test_what_a_moderator_returns_stays_a_draft(client, page, person):
    submit(client, page, person("dutch-editor"))

    decide(client, page, colleague("federal-moderator"), "reject", "Nog een bron graag.")

    page.refresh_from_db()
    assert not page.live
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"emergency-publisher"}))
def test_nobody_but_an_emergency_publisher_publishes_past_the_workflow(client, page, person, role):
    user = person(role)
    client.force_login(user)

    client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, **{"action-publish": "1", "title": "Voorbij"}),
    )

    page.refresh_from_db()
    assert not page.live
    assert not page.permissions_for_user(user).can_publish()


def test_an_editor_cannot_approve(client, page, person):
    editor = person("dutch-editor")
    submit(client, page, editor)

    response = decide(client, page, editor, "approve")

    page.refresh_from_db()
    assert response.status_code in (302, 403)
    assert not page.live


@pytest.mark.parametrize(("role", "language"), [("dutch-editor", "fr"), ("french-editor", "nl")])
def test_an_editor_does_not_touch_the_other_language(client, homes, person, role, language):
    client.force_login(person(role))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[homes[language].pk]))

    assert response.status_code == 302


def test_the_workflow_covers_the_pages_of_records_too(client, site, person):
    organisation = record_create(record=OrganisationFactory.build())
    page = organisation.pages.get(language="fr")

    assert page.get_workflow() is not None
    assert Task.objects.count() >= 1


def test_what_goes_live_is_the_approved_revision_never_a_later_one(client, pages, person):
    page = pages["nl"]
    submit(client, page, person("dutch-editor"), introduction="Gezien en goedgekeurd.")
    decide(client, page, person("dutch-editor"), "approve")
    decide(client, page, colleague("federal-moderator"), "approve")
    page.refresh_from_db()
    page.introduction = "Daarna nog veranderd."
    page.save_revision()

    approve(pages["fr"])

    page.refresh_from_db()
    assert page.live
    assert page.introduction == "Gezien en goedgekeurd."
    assert page.get_latest_revision_as_object().introduction == "Daarna nog veranderd."
