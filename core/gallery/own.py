"""The samples that need no other app: signs, messages, and what surrounds every page."""

import re

from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.forms import PasswordViewRestrictionForm

from core.languages import language_codes, language_name
from core.models import SiteImage
from core.pictures import BODY, picture_of
from core.places import LanguageLink
from core.shell import shell_in

from .components import components
from .samples import Sample, gives_samples

TONES = ["info", "success", "warning", "error"]


def names_in(component):
    """The names that a component draws, as its first line lists them."""
    listed = re.match(r"name: ([^;]+)", components()[component].takes)
    return listed[1].split(", ")


@gives_samples
def signs(language):
    for name in ("mark", "pictograms", "stylesheets", "fictional", "facets_button"):
        yield Sample(name)
    for name in names_in("icon"):
        yield Sample("icon", {"name": name}, name)
    for size, label in (("small", "16"), ("large", "24")):
        yield Sample("icon", {"name": "commitment", "size": size}, label)
    for name in names_in("illustration"):
        yield Sample("illustration", {"name": name}, name)


@gives_samples
def pictures(language):
    image = SiteImage.objects.order_by("pk").first()
    if image and (picture := picture_of(image.pk, BODY)):
        arguments = {"picture": picture, "alt": picture.alt, "sizes": "(width < 60rem) 93vw, 52rem"}
        yield Sample("picture", arguments, _("with what it shows"))


@gives_samples
def surroundings(language):
    shell = shell_in(language)
    contact = {name: getattr(shell, name) for name in ("street", "postcode", "town", "telephone", "email")}
    links = [
        {"title": link.title, "url": link.url, "is_current": not number} for number, link in enumerate(shell.menu)
    ]
    tools = [
        {"title": _("Search"), "url": "#", "icon": "search"},
        {"title": _("My space"), "url": "#", "icon": "user"},
    ]
    yield Sample("brand", {"name": shell.name, "url": shell.home_url})
    yield Sample("footer", {"shell": shell})
    yield Sample("search_form", {"label": _("Search this site")})
    yield Sample("contact", {"name": shell.organisation or shell.name, **contact})
    if shell.funders:
        yield Sample("logos", {"items": shell.funders})
    if links:
        yield Sample("main_nav", {"items": links})
        yield Sample("menu", {"items": links + tools})
        yield Sample("nav_link", {"item": links[0]}, _("current"))
        yield Sample("nav_link", {"item": links[-1]}, _("another part"))
    yield Sample("language_switcher", {"items": _languages(language)})


@gives_samples
def messages(language):
    shell = shell_in(language)
    other = next(code for code in language_codes() if code != language)
    texts = [shell.demonstration_notice, shell.tagline, shell.footer_text, shell.licence_line]
    for tone, text in zip(TONES, texts, strict=True):
        if text:
            yield Sample("notice", {"tone": tone, "title": shell.name, "text": text}, tone)
    yield Sample("other_language", {"language_name": language_name(other)})
    yield Sample(
        "other_language",
        {"language_name": language_name(other), "url": f"/{other}/", "lang": other},
        _("with the way to it"),
    )
    form = PasswordViewRestrictionForm(data={}, instance=None)
    field = form["password"]
    errors = [(f"{field.label} – {error}", field.id_for_label) for error in field.errors]
    yield Sample("form", {"form": PasswordViewRestrictionForm(instance=None)})
    yield Sample("errors", {"errors": errors})
    yield Sample("section_heading", {"title": shell.organisation or shell.name}, _("alone"))
    yield Sample(
        "section_heading",
        {
            "title": shell.name,
            "count": localize(len(shell.menu)),
            "text": shell.tagline,
            "url": shell.home_url,
            "link_text": _("Home"),
        },
        _("with everything"),
    )


def _languages(language):
    return [
        LanguageLink(code, language_name(code), f"?language={code}", code == language, code == language)
        for code in language_codes()
    ]
