from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core import slots
from core.icons import PATHS
from core.languages import active_language
from core.places import Link, address_of
from core.space_menu import entries

register = template.Library()

LONGEST_DESCRIPTION = 160
COUNTED = "</span></label>\n"


@register.simple_tag(takes_context=True)
def slot(context, place, record):
    """What upper apps show at that place of this record's page."""
    language = context.get("language") or active_language()
    return slots.render(place, record=record, language=language, request=context.get("request"))


@register.simple_tag(takes_context=True)
def is_at_home(context, page):
    """Whether this is the page itself, and no view below it."""
    return bool(page) and context["request"].path == address_of(page.url_path)


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The links of the menu, the search and the personal space, the current part of the site marked."""
    here = context["request"].path
    links = [
        {"title": link.title, "url": link.url, "is_current": here.startswith(link.url)}
        for link in context["shell"].menu
    ]
    search = reverse("search")
    links.append({"title": _("Search"), "url": search, "is_current": here == search, "icon": "search"})
    space = entries()[0]
    links.append({"title": space.label, "url": space.url, "is_current": here.startswith(space.url), "icon": "user"})
    return links


@register.simple_tag(takes_context=True)
def current_parts(context):
    """Where in the menu the page stands, in a word: the menu depends on nothing else."""
    return ",".join(link["url"] for link in main_menu(context) if link["is_current"])


@register.simple_tag(takes_context=True)
def absolute(context, url):
    """The full address, for who reads the page elsewhere."""
    request = context.get("request")
    return request.build_absolute_uri(url) if request else url


@register.simple_tag(takes_context=True)
def alternates(context):
    """This page in every language in which it is live, and for whoever speaks none of them: [Link]."""
    links = [link for link in context.get("languages") or [] if link.is_same_page]
    if len(links) < 2:
        return []
    home = context["shell"].home_url
    is_home = any(link.url == home for link in links)
    default = "/" if is_home else next((link.url for link in links if link.code == settings.LANGUAGE_CODE), "")
    found = [Link(link.code, link.url) for link in links]
    return [*found, Link("x-default", default)] if default else found


@register.simple_tag(takes_context=True)
def description(context):
    """What the page is about, cut to what search engines show; a view below a page says so itself."""
    page = context.get("page")
    own = (
        context.get("description", ""),
        getattr(page, "search_description", ""),
        getattr(page, "introduction", ""),
    )
    text = next(filter(None, own), context["shell"].tagline)
    return Truncator(" ".join(text.split())).chars(LONGEST_DESCRIPTION)


@register.simple_tag
def choices(group):
    """The options of a facet, of which a page has dozens: a template takes ten times as long for them."""
    parts = []
    for option in group.options:
        before, behind = _choice(str(group.name), str(option.value), str(option.label))
        parts += [before, " checked" if option.is_selected else "", behind, str(localize(option.count)), COUNTED]
    return mark_safe("".join(parts))  # noqa: S308 - what is no number was escaped


@lru_cache(maxsize=5_000)
def _choice(name, value, label):
    """The HTML of an option before and behind whether it is chosen, as far as its number."""
    return (
        f'<label class="choice"><input type="checkbox" name="{escape(name)}" value="{escape(value)}"',
        f'><span class="choice__label">{escape(label)}</span><span class="choice__count">',
    )


@register.simple_tag
def icon_path(name):
    """The drawing of the icon of that name."""
    return mark_safe(PATHS.get(name, ""))  # noqa: S308 - from our own table
