"""The page of a record that is not public is for nobody, however live it is."""

import pytest

from core.services import record_archive
from search.answers import answer
from tests.factories import ActionFactory, OrganisationFactory, pages_for
from tests.search.entries import entry_for

pytestmark = pytest.mark.django_db


def hide(record):
    record.is_public = False
    record.save()


@pytest.fixture(params=["nl", "fr"])
def language(request):
    return request.param


@pytest.mark.parametrize("how", [hide, lambda record: record_archive(record=record)])
def test_its_page_is_not_found_by_address_nor_by_search(
    client, site, language, how, django_capture_on_commit_callbacks
):
    organisation = OrganisationFactory()
    page = pages_for(organisation)[language]
    entry_for(page, "Zeepbel", language=language)
    assert client.get(page.url).status_code == 200
    assert answer("Zeepbel", language).total == 1

    with django_capture_on_commit_callbacks(execute=True):
        how(organisation)

    assert client.get(page.url).status_code == 404
    assert answer("Zeepbel", language).total == 0


def test_the_404_page_offers_no_hidden_page_in_the_other_language(client, site):
    organisation = OrganisationFactory()
    pages = pages_for(organisation)
    hide(organisation)

    assert client.get(pages["nl"].url).context["offers"] == []


def test_an_action_of_a_hidden_plan_is_hidden_with_it(client, site, language):
    action = ActionFactory()
    pages_for(action.plan)
    page = pages_for(action)[language]
    assert client.get(page.url).status_code == 200

    hide(action.plan)

    assert client.get(page.url).status_code == 404


def test_it_shows_again_when_the_record_does(client, site, language):
    organisation = OrganisationFactory(is_public=False)
    page = pages_for(organisation)[language]
    assert client.get(page.url).status_code == 404

    organisation.is_public = True
    organisation.save()

    assert client.get(page.url).status_code == 200
