"""What surrounds every page comes from the cache, and is right as soon as a change is committed."""

import pytest
from wagtail.models import PageViewRestriction

from core.dates import today
from core.models import FooterLink, SiteSettings, Theme
from core.shell import content_version, shell_in
from core.terms import terms_of
from editorial.services.exceptions import exception_record
from tests.editorial.pairs import publish, together
from tests.factories import ActionPlanFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site):
    """Drafts of a page in the menu: {language code: page}."""
    return {code: titled(page, {"nl": "Over ons", "fr": "À propos"}[code]) for code, page in together("over").items()}


def titled(page, title):
    page.title, page.show_in_menus = title, True
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


def test_a_published_page_is_in_the_menu_at_once(pages, committed):
    assert "Over ons" not in menu()

    with committed():
        publish(pages)

    assert "Over ons" in menu()
    assert "Over ons" not in menu("fr")
    assert "À propos" in menu("fr")


def test_a_new_title_is_in_the_menu_at_once(pages, committed):
    live = publish(pages)
    menu()

    with committed():
        publish({"nl": titled(live["nl"], "Wie wij zijn"), "fr": titled(live["fr"], "Qui sommes-nous")})

    assert "Wie wij zijn" in menu()
    assert "Over ons" not in menu()
    assert "Qui sommes-nous" in menu("fr")


def test_an_unpublished_page_leaves_the_menu_at_once_in_every_language(pages, committed):
    with committed():
        live = publish(pages)
    assert "Over ons" in menu()
    assert "À propos" in menu("fr")

    with committed():
        live["nl"].unpublish()

    assert "Over ons" not in menu()
    assert "À propos" not in menu("fr")


def test_a_deleted_page_leaves_the_menu_at_once_in_every_language(pages, committed):
    with committed():
        live = publish(pages)
    assert "Over ons" in menu()
    assert "À propos" in menu("fr")

    with committed():
        live["nl"].delete()

    assert "Over ons" not in menu()
    assert "À propos" not in menu("fr")


def test_a_page_that_becomes_private_leaves_the_menu_at_once(pages, committed):
    with committed():
        publish(pages)
    assert "Over ons" in menu()

    with committed():
        PageViewRestriction.objects.create(page=pages["nl"], restriction_type=PageViewRestriction.LOGIN)

    assert "Over ons" not in menu()


def test_a_change_that_is_rolled_back_raises_nothing(site, pages):
    before = content_version()

    publish(pages)  # the test's own transaction is never committed

    assert content_version() == before


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_letterhead_is_new_at_once_and_in_the_language_of_the_reader(site, committed, language):
    shell_in(language)

    with committed():
        settings = SiteSettings.for_site(site)
        settings.name_nl, settings.name_fr = "Partnerschap", "Partenariat"
        settings.save()

    assert shell_in(language).name == {"nl": "Partnerschap", "fr": "Partenariat"}[language]


def test_the_footer_names_a_page_only_in_the_languages_in_which_it_is_live(site, pages, committed):
    with committed():
        reasons = {"nl": "De vertaling volgt.", "fr": "La traduction suit."}
        exception_record(page=pages["nl"], reasons=reasons, until=today(), by=None)
        pages["nl"].get_latest_revision().publish()
        FooterLink.objects.create(settings=SiteSettings.for_site(site), page=pages["nl"])

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
