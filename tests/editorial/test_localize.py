"""A translation starts as an ordinary draft in the other language, and never overwrites what a colleague wrote."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import SubmitTranslationForm

from core.services import record_create
from home.models import StandardPage
from partners.models import PartnerPage
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(homes):
    page = StandardPage(title="Nieuw", slug="nieuw", introduction="Een zin.", locale=homes["nl"].locale, live=False)
    homes["nl"].add_child(instance=page)
    page.save_revision()
    return page


def start(client, page, **data):
    french = Locale.objects.get(language_code="fr")
    return client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [french.pk], **data}
    )


def test_a_translation_starts_as_a_draft_with_the_ordinary_editor(client, page, person):
    client.force_login(person("dutch-editor"))
    start(client, page)
    counterpart = StandardPage.objects.get(translation_key=page.translation_key, locale__language_code="fr")
    assert not counterpart.live
    assert counterpart.introduction == "Een zin."

    client.force_login(person("french-editor"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[counterpart.pk]))

    assert 'name="introduction"' in response.text
    assert 'name="action-submit"' in response.text


def test_the_pages_below_are_never_translated_along(client, page, person):
    child = StandardPage(title="Kind", slug="kind", locale=page.locale, live=False)
    page.add_child(instance=child)
    client.force_login(person("dutch-editor"))

    response = start(client, page, include_subtree="on")

    assert response.status_code == 200
    assert not StandardPage.objects.filter(locale__language_code="fr").exists()


def test_the_form_still_has_the_field_that_the_work_around_guards():
    assert "include_subtree" in SubmitTranslationForm.base_fields


def test_the_counterpart_of_a_records_page_belongs_to_the_same_record(client, site, person):
    organisation = record_create(record=OrganisationFactory.build())
    organisation.pages.get(language="fr").delete()
    client.force_login(person("dutch-editor"))

    start(client, organisation.pages.get(language="nl"))

    counterpart = PartnerPage.objects.get(language="fr")
    assert counterpart.organisation == organisation
