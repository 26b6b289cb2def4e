"""A page that is not there offers what somebody may have meant."""

import pytest
from wagtail.models import PageViewRestriction

from core.views import offers_for
from home.models import StandardPage
from tests.factories import OrganisationFactory, page_for, pages_for

pytestmark = pytest.mark.django_db

OTHER = {"nl": "fr", "fr": "nl"}


@pytest.fixture
def pages(site):
    return pages_for(OrganisationFactory(name_nl="Kwikstaart", name_fr="Bergeronnette"))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_that_is_a_draft_in_one_language_is_offered_in_the_other(client, pages, language):
    missing, there = pages[language], pages[OTHER[language]]
    missing.unpublish()

    response = client.get(missing.url)

    assert response.status_code == 404
    assert [offer["url"] for offer in response.context["offers"]] == [there.url]
    assert f'href="{there.url}"' in response.text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_words_of_one_language_under_the_prefix_of_the_other_lead_to_both(client, homes, language):
    other = OTHER[language]
    first = homes[language].add_child(instance=StandardPage(title="Alfa", locale=homes[language].locale))
    second = homes[other].add_child(
        instance=StandardPage(title="Beta", locale=homes[other].locale, translation_key=first.translation_key)
    )

    response = client.get(f"/{other}/{first.slug}/")

    assert response.status_code == 404
    assert [offer["url"] for offer in response.context["offers"]] == [second.url, first.url]


def test_a_private_page_is_offered_to_nobody(pages):
    pages["nl"].unpublish()
    PageViewRestriction.objects.create(page=pages["fr"], restriction_type=PageViewRestriction.LOGIN)

    assert offers_for(pages["nl"].url) == []


def test_a_page_that_is_live_in_no_language_is_offered_to_nobody(site):
    page = page_for(OrganisationFactory(), "nl", live=False)

    assert offers_for(page.url) == []


@pytest.mark.parametrize("path", ["", "/", "/nl/", "/nl", "/en/x/", "nl/x", "/nl/" + "x/" * 5000, "/nl/%", "/nl/'--/"])
def test_any_other_address_offers_nothing(site, path):
    assert offers_for(path) == []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_alternates_name_only_languages_in_which_the_page_is_live(
    client, pages, language, django_capture_on_commit_callbacks
):
    there = pages[OTHER[language]]
    assert f'hreflang="{OTHER[language]}" href="http://testserver{there.url}"' in client.get(pages[language].url).text

    with django_capture_on_commit_callbacks(execute=True):
        there.unpublish()

    assert f'hreflang="{OTHER[language]}"' not in client.get(pages[language].url).text
