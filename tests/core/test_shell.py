"""What surrounds every page comes from the cache, and is right as soon as a change is committed."""

import pytest
from wagtail.models import PageViewRestriction

from core.models import FooterLink, SiteSettings, Theme
from core.shell import content_version, shell_in
from core.terms import terms_of
from home.models import StandardPage
from tests.factories import ActionPlanFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(homes):
    page = homes["nl"].add_child(
        instance=StandardPage(title="Over ons", show_in_menus=True, live=False, locale=homes["nl"].locale)
    )
    page.save_revision()
    return page


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose change is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def menu(language="nl"):
    return [link.title for link in shell_in(language).menu]


def test_the_shell_of_a_warm_cache_asks_nothing(site, django_assert_num_queries):
    shell_in("nl")

    with django_assert_num_queries(0):
        shell_in("nl")


def test_a_published_page_is_in_the_menu_at_once(page, committed):
    assert "Over ons" not in menu()

    with committed():
        page.get_latest_revision().publish()

    assert "Over ons" in menu()
    assert "Over ons" not in menu("fr")


def test_a_new_title_is_in_the_menu_at_once(page, committed):
    page.get_latest_revision().publish()
    menu()

    with committed():
        page.refresh_from_db()
        page.title = "Wie wij zijn"
        page.save_revision().publish()

    assert "Wie wij zijn" in menu()
    assert "Over ons" not in menu()


def test_an_unpublished_page_leaves_the_menu_at_once(page, committed):
    with committed():
        page.get_latest_revision().publish()
    assert "Over ons" in menu()

    with committed():
        page.refresh_from_db()
        page.unpublish()

    assert "Over ons" not in menu()


def test_a_deleted_page_leaves_the_menu_at_once(page, committed):
    with committed():
        page.get_latest_revision().publish()
    assert "Over ons" in menu()

    with committed():
        page.refresh_from_db()
        page.delete()

    assert "Over ons" not in menu()


def test_a_page_that_becomes_private_leaves_the_menu_at_once(page, committed):
    with committed():
        page.get_latest_revision().publish()
    assert "Over ons" in menu()

    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "Over ons" not in menu()


def test_a_change_that_is_rolled_back_raises_nothing(site, page):
    before = content_version()

    page.get_latest_revision().publish()  # the test's own transaction is never committed

    assert content_version() == before


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_letterhead_is_new_at_once_and_in_the_language_of_the_reader(site, committed, language):
    shell_in(language)

    with committed():
        settings = SiteSettings.for_site(site)
        settings.name_nl, settings.name_fr = "Partnerschap", "Partenariat"
        settings.save()

    assert shell_in(language).name == {"nl": "Partnerschap", "fr": "Partenariat"}[language]


def test_the_footer_names_a_page_only_in_the_languages_in_which_it_is_live(site, page, committed):
    with committed():
        page.get_latest_revision().publish()
        FooterLink.objects.create(settings=SiteSettings.for_site(site), page=page)

    assert [link.title for link in shell_in("nl").footer_menu] == ["Over ons"]
    assert shell_in("fr").footer_menu == []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_new_term_is_known_at_once(site, committed, language):
    terms_of(Theme, language)

    with committed():
        Theme.objects.create(code="new", name_nl="Nieuw", name_fr="Nouveau")

    label = {term.value: term.label for term in terms_of(Theme, language)}["new"]
    assert label == {"nl": "Nieuw", "fr": "Nouveau"}[language]


@pytest.mark.parametrize("factory", [OrganisationFactory, ActionPlanFactory])
def test_a_changed_record_raises_the_version(site, committed, factory):
    record = factory()
    before = content_version()

    with committed():
        record.save()

    assert content_version() != before
