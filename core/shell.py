"""What surrounds every page: letterhead and menu, kept in the cache until something public changes."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import BaseViewRestriction, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from .languages import localized_value
from .places import Link, address_of, roots

VERSION_KEY = "content-version"
MAX_AGE = 300
"""Seconds; for the case that the cache was out of reach when the version was raised."""


TRANSLATED = (
    "name",
    "tagline",
    "demonstration_notice",
    "organisation",
    "street",
    "town",
    "email",
    "footer_text",
    "licence_line",
)
"""The texts of the site settings that have a version in each language."""


@dataclass(frozen=True)
class Logo:
    name: str
    website: str
    picture: object = None
    """Without one the name stands in its place."""


@dataclass(frozen=True)
class Shell:
    name: str = settings.WAGTAIL_SITE_NAME
    tagline: str = ""
    demonstration_notice: str = ""
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    telephone: str = ""
    email: str = ""
    footer_text: str = ""
    licence_line: str = ""
    home_url: str = "/"
    menu: list[Link] = field(default_factory=list)
    footer_menu: list[Link] = field(default_factory=list)
    funders: list[Logo] = field(default_factory=list)


def content_version():
    """A token that changes whenever something public does."""
    return cache.get_or_set(VERSION_KEY, lambda: uuid4().hex, timeout=None)


def raise_content_version(**kwargs):
    """Make everything cached under the old version unreachable, once the change is committed."""
    transaction.on_commit(lambda: cache.set(VERSION_KEY, uuid4().hex, timeout=None))


def shell_in(language):
    """The surroundings of every page in that language."""
    key = f"shell:{content_version()}:{language}"
    shell = cache.get(key)
    if shell is None:
        shell = _build(language)
        cache.set(key, shell, timeout=MAX_AGE)
    return shell


def _build(language):
    from .models import SiteSettings

    letterhead = SiteSettings.objects.filter(site__is_default_site=True).first()
    texts = {}
    if letterhead:
        texts = {name: localized_value(letterhead, name, language) for name in TRANSLATED}
        texts |= {"postcode": letterhead.postcode, "telephone": letterhead.telephone}
    home = roots().get(language)
    return Shell(
        **{name: text for name, text in texts.items() if text},
        home_url=f"/{language}/",
        menu=_menu(home),
        footer_menu=_footer_menu(letterhead, home),
        funders=_logos(letterhead, language),
    )


def _menu(home):
    """The pages right under the home page that editors marked for the menus, in the order of the tree."""
    if home is None:
        return []
    depth = 3
    return _links(Page.objects.live().public().in_menu().filter(depth=depth, url_path__startswith=home))


def _footer_menu(letterhead, home):
    """The pages chosen for the footer, each in this language; one without a live page in it is left out."""
    if home is None or letterhead is None:
        return []
    keys = list(letterhead.footer_links.values_list("page__translation_key", flat=True))
    pages = Page.objects.live().public().filter(translation_key__in=keys, url_path__startswith=home)
    return _links(sorted(pages, key=lambda page: keys.index(page.translation_key)))


def _links(pages):
    return [Link(page.title, address_of(page.url_path)) for page in pages]


def _logos(letterhead, language):
    from .pictures import LOGO, pictures_of

    if letterhead is None:
        return []
    funders = list(letterhead.funders.all())
    pictures = pictures_of([funder.logo_id for funder in funders], LOGO)
    return [
        Logo(localized_value(funder, "name", language), funder.website, pictures.get(funder.logo_id))
        for funder in funders
    ]


_also_shown = []


def show(model):
    """Public pages show rows of that model too, which is no record; for the `AppConfig.ready()` of an app above."""
    _also_shown.append(model)


def connect():
    """Raise the version on every change that any public page may show."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(raise_content_version)
    for signal in (post_save, post_delete):
        signal.connect(_raise_for_what_pages_show)


def _raise_for_what_pages_show(sender, signal, **kwargs):
    if issubclass(sender, _shown()) or (signal is post_delete and issubclass(sender, Page)):
        raise_content_version()


def _shown():
    """The kinds of rows, besides pages, that public pages show or obey."""
    from . import models

    letterhead = (models.SiteSettings, models.Funder, models.FooterLink, models.SiteImage, models.SiteDocument)
    return (models.Record, models.Term, Site, BaseViewRestriction, *letterhead, *_also_shown)
