"""What views below a page share: where one is, and the same view in every language."""

from dataclasses import replace
from urllib.parse import urlencode

from django.utils.translation import override

from core.places import Link, address_of


def address_below(page, name):
    """The address of that view of the page, in the active language."""
    return f"{address_of(page.url_path)}{page.reverse_subpage(name).lstrip('/')}"


def around(page, context, name, title, query=None):
    """The title, the page above and the links to every language; `query`: what the address says besides, as pairs."""
    asked = f"?{urlencode(query, doseq=True)}" if query else ""
    languages = []
    for link in context["languages"]:
        with override(link.code):
            part = page.reverse_subpage(name).lstrip("/")
        languages.append(replace(link, url=f"{link.url}{part}{asked}") if link.is_same_page else link)
    return {
        "page_title": title,
        "here": address_below(page, name),
        "languages": languages,
        "breadcrumbs": [*context["breadcrumbs"], Link(page.title, address_of(page.url_path))],
    }
