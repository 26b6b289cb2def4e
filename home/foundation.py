"""The first pages of a new site: a home page and the lists in every language, the site itself, roles and workflow."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site, Workflow

from actions.models import ActionIndexPage, ActionPlanIndexPage, PledgeIndexPage, RecommendationIndexPage
from consultations.models import ConsultationIndexPage
from core.models import SiteSettings
from editorial import roles
from opendata.models import OpenDataPage
from partners.models import GroupIndexPage, PartnerIndexPage

from .models import HomePage

INDEX_PAGES = [
    (ActionPlanIndexPage, _("Action plans")),
    (ActionIndexPage, _("All actions")),
    (RecommendationIndexPage, _("Recommendations")),
    (ConsultationIndexPage, _("Consultations")),
    (PledgeIndexPage, _("Pledges")),
    (PartnerIndexPage, _("Partners")),
    (GroupIndexPage, _("Groups")),
    (OpenDataPage, _("Open data")),
]


@transaction.atomic
def lay_foundation():
    """Make what is missing, change nothing that is there; return the home pages: {language code: page}."""
    homes = _home_pages()
    _site(homes)
    for model, title in INDEX_PAGES:
        _pages_in_every_language(model, title, homes)
    _remove_stock_roles()
    roles.set_up()
    return homes


def _home_pages():
    root = Page.get_first_root_node()
    for welcome in Page.objects.filter(depth=2, content_type__model="page"):
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()
        root.refresh_from_db()
    homes = {}
    for code, _name in settings.LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        home = HomePage.objects.filter(locale=locale).first()
        if home is None:
            with override(code):
                home = HomePage(title=str(_("Home")), slug=f"home-{code}", locale=locale)
            for other in homes.values():
                home.translation_key = other.translation_key
            root.refresh_from_db()
            _publish_under(root, home)
        homes[code] = home
    return homes


def _site(homes):
    home = homes[settings.LANGUAGE_CODE]
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site.objects.create(
            hostname="localhost",
            port=80,
            site_name=settings.WAGTAIL_SITE_NAME,
            is_default_site=True,
            root_page=home,
        )
    SiteSettings.for_site(site)


def _pages_in_every_language(model, title, homes):
    key = model.objects.values_list("translation_key", flat=True).first()
    for code, home in homes.items():
        if model.objects.filter(locale__language_code=code).exists():
            continue
        with override(code):
            page = model(title=str(title), locale=home.locale, show_in_menus=model is not OpenDataPage)
        if key:
            page.translation_key = key
        home.refresh_from_db()
        _publish_under(home, page)
        key = page.translation_key


def _publish_under(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()


def _remove_stock_roles():
    """Wagtail's own groups hold the right to publish, which skips the workflow; they go unless somebody is in them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval").delete()
