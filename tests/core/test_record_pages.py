"""Making a record makes its pages: one draft per language, titled from the record."""

import pytest
from django.db import IntegrityError, transaction

from core.services import record_create, record_create_pages
from partners.models import PartnerIndexPage, PartnerPage
from tests.factories import ActionFactory, ActionPlanFactory, GroupFactory, OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

FACTORIES = [OrganisationFactory, GroupFactory, ActionPlanFactory]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_new_record_has_a_draft_page_in_every_language(site, factory):
    record = record_create(record=factory.build())

    pages = record.pages_by_language()
    assert set(pages) == {"nl", "fr"}
    assert not any(page.live for page in pages.values())
    assert len({page.translation_key for page in pages.values()}) == 1


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("factory", FACTORIES)
def test_a_new_page_carries_the_name_of_its_language_and_stands_in_its_tree(site, factory, language):
    record = record_create(record=factory.build())

    page = record.pages_by_language()[language]
    assert page.title == getattr(record, f"name_{language}")
    assert page.locale.language_code == language
    assert page.get_parent().locale.language_code == language
    assert page.get_latest_revision_as_object().record == record


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_of_an_action_stands_under_the_page_of_its_plan(site, language):
    plan = record_create(record=ActionPlanFactory.build())
    action = record_create(record=ActionFactory.build(plan=plan))

    page = action.pages_by_language()[language]

    assert page.get_parent().specific == plan.pages_by_language()[language]


@pytest.mark.parametrize("factory", FACTORIES)
def test_making_the_pages_again_makes_nothing_new(site, factory):
    record = record_create(record=factory.build())
    before = set(record.pages.values_list("pk", flat=True))

    assert record_create_pages(record=record) == []
    assert set(record.pages.values_list("pk", flat=True)) == before


def test_a_language_without_a_list_waits_and_is_filled_in_later(site, homes):
    index = PartnerIndexPage.objects.get(locale__language_code="fr")
    index.delete()
    record = record_create(record=OrganisationFactory.build())
    assert set(record.pages_by_language()) == {"nl"}
    assert PartnerPage.missing_languages(record) == ["fr"]

    homes["fr"].refresh_from_db()
    homes["fr"].add_child(instance=PartnerIndexPage(title="Partenaires", locale=homes["fr"].locale))
    (made,) = record_create_pages(record=record)

    pages = record.pages_by_language()
    assert made == pages["fr"]
    assert pages["fr"].translation_key == pages["nl"].translation_key


def test_a_page_is_made_under_the_live_list_when_there_is_a_draft_of_another_one(site, homes):
    live = PartnerIndexPage.objects.get(locale__language_code="nl")
    draft = homes["nl"].add_child(instance=PartnerIndexPage(title="Nieuwe lijst", live=False, locale=live.locale))

    record = record_create(record=OrganisationFactory.build())

    assert record.pages_by_language()["nl"].get_parent().pk == live.pk != draft.pk


@pytest.mark.parametrize("name", ["東京", "!!!", "<b>vet</b> & co", "É" * 200, "😀 vzw", "a/b\\c", "%s {} %(name)s"])
def test_any_name_gives_a_page_with_an_address(site, name):
    record = record_create(record=OrganisationFactory.build(code="hostile", name_nl=name, name_fr=name))

    pages = record.pages_by_language()

    assert set(pages) == {"nl", "fr"}
    assert all(page.slug and page.title == name for page in pages.values())


def test_two_records_of_one_name_have_two_addresses(site):
    first = record_create(record=OrganisationFactory.build(name_nl="Zelfde", name_fr="Même"))
    second = record_create(record=OrganisationFactory.build(name_nl="Zelfde", name_fr="Même"))

    addresses = {page.url_path for record in (first, second) for page in record.pages.all()}
    assert len(addresses) == 4


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_database_refuses_a_second_page_of_a_record_in_a_language(site, language):
    first, second = OrganisationFactory(), OrganisationFactory()
    page_for(first, language)
    page = page_for(second, language)

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerPage.objects.filter(pk=page.pk).update(organisation=first)


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_record_that_a_page_names_is_never_deleted(site, factory):
    record = factory()
    pages_for(record)

    with pytest.raises(IntegrityError), transaction.atomic():
        record.delete()


def test_a_record_that_cannot_be_saved_leaves_no_pages(site):
    before = PartnerPage.objects.count()

    with pytest.raises(Exception, match="name"):
        record_create(record=OrganisationFactory.build(name_nl=""))

    assert PartnerPage.objects.count() == before
