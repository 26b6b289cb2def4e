"""The letterhead and the pages that belong to no record."""

from wagtail.models import Site

from actions.models import ActionIndexPage, ActionPlanIndexPage, PledgeIndexPage, RecommendationIndexPage
from core.languages import language_codes, localized_name
from core.models import Funder, SiteSettings
from core.models.letterhead import FooterLink
from home.models import HomePage, StandardPage
from opendata.models import OpenDataPage
from partners.models import GroupIndexPage, PartnerIndexPage

from .files import columns, read
from .words import publish

TYPES = {
    "home": HomePage,
    "standard": StandardPage,
    "partner_index": PartnerIndexPage,
    "group_index": GroupIndexPage,
    "plan_index": ActionPlanIndexPage,
    "action_index": ActionIndexPage,
    "recommendation_index": RecommendationIndexPage,
    "pledge_index": PledgeIndexPage,
    "open_data": OpenDataPage,
}


def load_pages(media, progress):
    """Fill the pages of the foundation and add the standard pages; {code: {language: page}}."""
    pages = {}
    for row in progress("pages", read("pages.toml")["page"]):
        model = TYPES[row["type"]]
        pages[row["code"]] = {}
        for language in language_codes():
            parent = pages[row["parent"]][language] if "parent" in row else None
            siblings = pages[row["code"]].values()
            pages[row["code"]][language] = _page(model, row, language, parent, siblings, media)
    return pages


def _page(model, row, language, parent, siblings, media):
    texts = row[language]
    candidates = model.objects.filter(locale__language_code=language)
    page = candidates.filter(slug=texts["slug"]).first() if model is StandardPage else candidates.first()
    if page and (model is StandardPage or page.introduction):
        return page
    if page is None:
        parent.refresh_from_db()
        page = model(title=texts["title"], slug=texts["slug"], locale=parent.locale, live=False)
        for sibling in siblings:
            page.translation_key = sibling.translation_key
        parent.add_child(instance=page)
    page.show_in_menus = row["show_in_menus"]
    kept = {"slug"} if model is HomePage else set()
    publish(page, {key: value for key, value in texts.items() if key not in kept}, media)
    return page


def load_letterhead(pages, media):
    """Fill the site settings, unless somebody already did."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if getattr(settings, localized_name("organisation", language_codes()[0])):
        return
    row = read("site.toml")
    texts = columns(
        row,
        "tagline",
        "demonstration_notice",
        "organisation",
        "street",
        "town",
        "email",
        "footer_text",
        "licence_line",
    )
    texts |= {localized_name("name", code): row["site_name"][code] for code in language_codes()}
    for name, text in texts.items():
        setattr(settings, name, text)
    settings.postcode, settings.telephone = row["postcode"], row["telephone"]
    settings.licence_url = row["licence_url"]
    settings.funders.set(
        [
            Funder(website=funder["url"], logo_id=media[funder["picture"]], **columns(funder, "name"))
            for funder in row["funders"]
        ]
    )
    first = language_codes()[0]
    settings.footer_links.set([FooterLink(page=pages[code][first].page_ptr) for code in row["footer_links"]])
    settings.full_clean()
    settings.save()
