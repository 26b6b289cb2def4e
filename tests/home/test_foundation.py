"""The first pages of a new site."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from actions.models import ActionIndexPage, ActionPlanIndexPage
from core.models import BasePage
from editorial.roles import ROLES
from home.foundation import lay_foundation
from home.models import HomePage
from partners.models import GroupIndexPage, PartnerIndexPage

FIRST_PAGES = [HomePage, ActionIndexPage, ActionPlanIndexPage, PartnerIndexPage, GroupIndexPage]


@pytest.mark.parametrize("model", FIRST_PAGES)
def test_every_first_page_is_live_in_every_language_under_one_translation_key(site, model):
    pages = model.objects.live()

    assert {page.locale.language_code for page in pages} == {code for code, _name in settings.LANGUAGES}
    assert len({page.translation_key for page in pages}) == 1


def test_the_site_begins_at_the_home_page_of_the_default_language(site, homes):
    assert site.root_page_id == homes[settings.LANGUAGE_CODE].pk
    assert Site.objects.count() == 1


def test_laying_the_foundation_again_changes_nothing(site):
    before = list(Page.objects.order_by("path").values("pk", "path", "title", "slug", "live", "latest_revision"))

    lay_foundation()

    assert list(Page.objects.order_by("path").values(*before[0])) == before


def test_a_list_that_an_editor_renamed_keeps_its_name(site):
    for code, title in {"nl": "Onze partners", "fr": "Nos partenaires"}.items():
        page = PartnerIndexPage.objects.get(locale__language_code=code)
        page.title = title
        page.save_revision().publish()

    lay_foundation()

    assert PartnerIndexPage.objects.get(locale__language_code="fr").title == "Nos partenaires"


def test_a_list_that_is_missing_in_one_language_is_made_beside_the_other(site, lone_pages):
    PartnerIndexPage.objects.get(locale__language_code="fr").delete()

    lay_foundation()

    assert len(set(PartnerIndexPage.objects.values_list("translation_key", flat=True))) == 1
    assert PartnerIndexPage.objects.count() == 2


def test_the_groups_are_the_roles_of_the_file(site):
    assert set(Group.objects.values_list("name", flat=True)) == {role["name"] for role in ROLES.values()}


def test_every_page_of_the_foundation_is_one_of_ours(site):
    strangers = [page for page in Page.objects.filter(depth__gt=1) if not issubclass(page.specific_class, BasePage)]

    assert strangers == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", ["first", "second"])
def test_the_ground_is_there_before_and_after_a_test_that_empties_the_database(run):
    assert HomePage.objects.count() == 2
    assert set(Group.objects.values_list("name", flat=True)) == {role["name"] for role in ROLES.values()}
    Group.objects.all().delete()
