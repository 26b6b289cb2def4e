"""A copy of a page belongs to no record; a translation belongs to the same one."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from editorial.refusals import PublicationRefused
from partners.models import PartnerPage
from tests.factories import OrganisationFactory, UserFactory, page_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return page_for(OrganisationFactory(), "nl")


@pytest.fixture
def administrator(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_a_plain_copy_of_a_record_page_is_refused_in_words(page):
    with pytest.raises(ValidationError) as raised:
        page.copy(update_attrs={"slug": "copy", "title": "Copy"})

    assert raised.value.messages
    assert PartnerPage.objects.count() == 1


def test_a_page_without_a_record_is_not_valid(page):
    page.organisation = None

    with pytest.raises(ValidationError):
        page.full_clean()


def test_a_page_without_a_record_cannot_be_published(page):
    page.organisation = None
    revision = page.save_revision(clean=False)

    with pytest.raises(PublicationRefused):
        revision.publish()


def test_a_translation_of_a_page_is_about_the_same_record(page):
    translation = page.copy_for_translation(Locale.objects.get(language_code="fr"))

    translation = PartnerPage.objects.get(pk=translation.pk)
    assert translation.organisation == page.organisation
    assert translation.language == "fr"
    assert translation.get_latest_revision_as_object().organisation == page.organisation
    assert not translation.live
    translation.full_clean()


@pytest.mark.parametrize("publish", ["", "on"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_editor_who_copies_a_record_page_is_told_why_it_cannot_be(client, administrator, page, language, publish):
    administrator.language = language
    administrator.save()

    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "copy_subpages": "",
            "publish_copies": publish,
            "alias": "",
        },
        follow=True,
    )

    (message,) = response.context["messages"]
    assert message.level_tag == "error"
    assert PartnerPage.objects.count() == 1


def test_a_translation_leaves_a_record_to_the_page_that_it_has_in_that_language(page):
    there = page_for(page.organisation, "fr", translation_key=uuid4())

    translation = page.copy_for_translation(Locale.objects.get(language_code="fr"))

    assert PartnerPage.objects.get(pk=translation.pk).organisation is None
    assert PartnerPage.objects.get(pk=there.pk).organisation == page.organisation


def test_an_editor_who_starts_a_translation_gets_a_page_of_the_same_record(client, administrator, page):
    french = Locale.objects.get(language_code="fr")

    response = client.post(reverse("editorial:start_translation", args=[page.pk, "fr"]), follow=True)

    assert response.status_code == 200
    assert page.organisation.pages_by_language()["fr"].locale == french
