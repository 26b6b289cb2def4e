"""A translation starts as an ordinary draft, and nothing of wagtail-localize writes over what people wrote."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator, translate_page_subtree

from core.services import record_create
from editorial.refusals import PublicationRefused
from editorial.services.translation import translation_start
from home.models import StandardPage
from partners.models import PartnerPage
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
OTHER = {"nl": "fr", "fr": "nl"}


def draft(home, title="Nieuw", under=None):
    page = StandardPage(title=title, introduction="Een zin.", locale=home.locale, live=False)
    (under or home).add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def page(homes):
    return draft(homes["nl"])


@pytest.fixture
def french(site):
    return Locale.objects.get(language_code="fr")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_translation_starts_from_either_language_as_a_draft_in_the_ordinary_editor(client, homes, person, language):
    page = draft(homes[language])
    page.introduction = "Nog niet openbaar."
    page.save_revision()

    counterpart = translation_start(page=page, language=OTHER[language], by=None)

    assert not counterpart.live
    assert counterpart.locale.language_code == OTHER[language]
    assert counterpart.get_latest_revision_as_object().introduction == "Nog niet openbaar."
    client.force_login(person("federal-moderator"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[counterpart.pk]))
    assert 'name="introduction"' in response.text
    assert 'name="action-submit"' in response.text


def test_a_translation_is_not_started_twice_nor_into_no_language(page):
    translation_start(page=page, language="fr", by=None)

    for language in ("fr", "nl", "de", ""):
        with pytest.raises(PublicationRefused):
            translation_start(page=page, language=language, by=None)
    assert StandardPage.objects.filter(translation_key=page.translation_key).count() == 2


def test_under_a_page_without_counterpart_nothing_is_started_and_nothing_mirrored(page):
    child = draft(page, "Kind", under=page)

    with pytest.raises(PublicationRefused, match=page.title):
        translation_start(page=child, language="fr", by=None)

    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not StandardPage.objects.filter(locale__language_code="fr").exists()


def test_the_counterpart_of_a_records_page_belongs_to_the_same_record(site):
    organisation = record_create(record=OrganisationFactory.build())
    organisation.pages.get(language="fr").delete()

    translation_start(page=organisation.pages.get(language="nl"), language="fr", by=None)

    assert PartnerPage.objects.get(language="fr").organisation == organisation


def test_a_subtree_translation_leaves_what_colleagues_wrote_below(page, french):
    counterpart = translation_start(page=page, language="fr", by=None)
    child = draft(page, "Kind", under=page)
    written = translation_start(page=child, language="fr", by=None)
    written.introduction = "Écrit à la main."
    written.save()

    translate_page_subtree(page.pk, [french], None, None)

    written.refresh_from_db()
    assert written.introduction == "Écrit à la main."
    assert Page.objects.child_of(Page.objects.get(pk=counterpart.pk)).count() == 1


def test_nothing_of_localize_writes_over_a_page_that_is_there(page, french):
    written = translation_start(page=page, language="fr", by=None)
    written.introduction = "Écrit à la main."
    written.save()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=french, enabled=False)

    with pytest.raises(ValidationError):
        translation.save_target(publish=False)

    written.refresh_from_db()
    assert written.introduction == "Écrit à la main."


def test_without_the_guard_localize_would_write_over_it(page, french):
    written = translation_start(page=page, language="fr", by=None)
    written.introduction = "Écrit à la main."
    written.save()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=french, enabled=False)

    Translation.save_target.__wrapped__(translation, publish=False)

    written.refresh_from_db()
    assert written.introduction != "Écrit à la main."


def test_a_page_is_never_in_synced_mode(page, french):
    source, _made = TranslationSource.get_or_create_from_instance(page)

    with pytest.raises(ValidationError):
        Translation.objects.create(source=source, target_locale=french, enabled=True)
    TranslationCreator(None, [french]).create_translations(page)

    assert not Translation.objects.filter(enabled=True).exists()


def test_trees_are_never_synchronised(site, page, french):
    dutch = Locale.objects.get(language_code="nl")

    with pytest.raises(ValidationError):
        LocaleSynchronization.objects.create(locale=french, sync_from=dutch)

    assert not any(part["model"] is LocaleSynchronization for part in get_locale_components())
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_no_page_mirrors_another(page, homes):
    with pytest.raises(PublicationRefused):
        page.create_alias(parent=homes["fr"])


@pytest.mark.parametrize("name", ["submit_page_translation", "convert_to_alias"])
def test_the_screens_of_localize_for_pages_lead_to_the_editor(client, page, name):
    client.force_login(UserFactory(is_superuser=True))
    address = reverse(f"wagtail_localize:{name}", args=[page.pk])

    response = client.post(address, follow=True)

    assert response.redirect_chain[0][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not StandardPage.objects.filter(locale__language_code="fr").exists()
