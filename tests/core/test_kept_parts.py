"""What is rendered once and kept: a change shows at once, and previews and private pages have no part in it."""

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from core.kept import kept_many
from core.models import SiteDocument, SiteSettings
from core.shell import content_version, raise_content_version
from tests.factories import ActionFactory, ActionPlanFactory, OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

PART = Template('{% load kept_tags %}{% keep "part" key when wanted %}{{ word }}{% endkeep %}')


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def part(word, page=None, *, key="a", wanted=True, is_preview=False):
    request = RequestFactory().get("/")
    request.user, request.is_preview = None, is_preview
    context = {"word": word, "key": key, "page": page, "wanted": wanted}
    return PART.render(RequestContext(request, context, processors=()))


def test_a_part_is_rendered_once_for_each_of_its_names(site):
    assert [part("one"), part("two"), part("three", key="b")] == ["one", "one", "three"]
    assert part("four", wanted=False) == "four"


def test_a_part_is_rendered_anew_after_a_change(site, change):
    assert part("one") == "one"

    with change():
        raise_content_version()

    assert part("two") == "two"


def test_a_preview_neither_fills_nor_uses_what_is_kept(homes):
    assert part("draft", homes["nl"], is_preview=True) == "draft"
    assert part("public", homes["nl"]) == "public"
    assert part("draft", homes["nl"], is_preview=True) == "draft"


def test_a_page_that_not_everybody_may_see_neither_fills_nor_uses_what_is_kept(site):
    page, other = page_for(OrganisationFactory(), "nl"), page_for(OrganisationFactory(), "nl")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert part("private", page) == "private"
    assert part("public", other) == "public"
    assert part("private", page) == "private"


def test_only_what_is_missing_is_made(site):
    asked = []

    def make(keys):
        asked.append(list(keys))
        return {key: key * 2 for key in keys if key != 3}

    assert kept_many("twice", [1, 2, 3], make) == {1: 2, 2: 4}
    assert kept_many("twice", [2, 3, 4], make) == {2: 4, 4: 8}
    assert asked == [[1, 2, 3], [3, 4]]


def test_a_changed_footer_and_menu_show_at_once(client, site, homes, change):
    page = homes["nl"].get_children().live().in_menu().first()
    client.get("/nl/")

    with change():
        settings = SiteSettings.for_site(site)
        settings.footer_text_nl = "Wat beloofd is"
        settings.save()
        page.title = "Kwikstaarten"
        page.save()

    assertContains(client.get("/nl/"), "Wat beloofd is")
    assertContains(client.get("/nl/"), "Kwikstaarten</a>")


def test_only_the_current_part_is_marked_in_the_menu(client, homes):
    first, second = homes["nl"].get_children().live().in_menu()[:2]
    mark = '<a class="nav__link" href="{}" aria-current="true">'

    for here, elsewhere in ((first, second), (second, first)):
        page = client.get(here.url).text
        assert mark.format(here.url) in page
        assert mark.format(elsewhere.url) not in page


def pages_of_records():
    plan = ActionPlanFactory()
    return [pages_for(record)["nl"] for record in (plan, ActionFactory(plan=plan), OrganisationFactory())]


def test_changed_words_show_at_once_on_every_page_that_keeps_its_parts(client, homes, change):
    for page in (homes["nl"], *pages_of_records()):
        client.get(page.url)

        with change():  # as a publication does; one language of a pair is not published alone
            page.body = [("rich_text", "<p>Nieuwe woorden</p>")]
            page.save()
            raise_content_version()

        assertContains(client.get(page.url), "Nieuwe woorden")


def test_changed_facts_show_at_once_on_the_page_of_an_organisation(client, site, change):
    organisation = OrganisationFactory(town_nl="Gent")
    page = page_for(organisation, "nl")
    client.get(page.url)

    with change():
        organisation.town_nl = "Zonnebeke"
        organisation.save()

    assertContains(client.get(page.url), "Zonnebeke")


def test_a_renamed_organisation_has_another_card_at_once(client, site, change):
    organisation = OrganisationFactory()
    here = page_for(organisation, "nl").get_parent().url
    assertContains(client.get(here), organisation.name_nl)

    with change():
        organisation.town_nl = "Zonnebeke"
        organisation.save()

    assertContains(client.get(here), "Zonnebeke")
    with change():
        organisation.is_public = False
        organisation.save()

    assertNotContains(client.get(here), "Zonnebeke")


def test_a_row_that_is_hidden_without_a_signal_is_not_shown_from_what_was_kept(client, site):
    organisation = OrganisationFactory()
    here = page_for(organisation, "nl").get_parent().url
    assertContains(client.get(here), organisation.name_nl)

    type(organisation).objects.filter(pk=organisation.pk).update(is_public=False)

    assertNotContains(client.get(here), organisation.name_nl)


def test_the_preview_of_a_page_shows_its_draft_and_leaves_nothing_for_readers(client, site, rf):
    page = page_for(OrganisationFactory(), "nl")
    page.body = [("rich_text", "<p>Nog geheim</p>")]

    preview = page.make_preview_request(rf.get("/admin/", headers={"host": "localhost"}))

    assertContains(preview, "Nog geheim")
    assertNotContains(client.get(page.url), "Nog geheim")
    assertContains(page.make_preview_request(rf.get("/admin/", headers={"host": "localhost"})), "Nog geheim")


def test_a_document_that_changes_changes_the_pages_that_name_it(change, site):
    before = content_version()

    with change():
        SiteDocument.objects.create(title="Verslag", file="verslag.pdf")

    assert content_version() != before
