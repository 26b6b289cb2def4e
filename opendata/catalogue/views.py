"""Hands out the catalogue and the terms of our own in the formats of RDF."""

from django.http import HttpResponse
from django.views.decorators.http import condition, require_safe

from core.dates import day_of
from core.kept import kept
from core.places import address_of
from core.visible import visible
from opendata.cors import readable_anywhere
from opendata.downloads.dataset import sizes_of
from opendata.downloads.datasets import DATASETS
from opendata.downloads.leading import see_other
from opendata.downloads.origin import letterhead
from opendata.downloads.views import etag, for_programs

FORMATS = {
    "rdf": ("pretty-xml", "application/rdf+xml"),
    "jsonld": ("json-ld", "application/ld+json"),
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
}


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def catalogue(request, kind):
    from .graph import graph_of

    site = site_of(request)
    return _answer(f"catalogue:{site}", kind, lambda: graph_of(site, letterhead(), sizes_of(DATASETS), *_pages(site)))


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def terms(request, kind):
    from .terms import terms_of

    site = site_of(request)
    return _answer(f"terms:{site}", kind, lambda: terms_of(site))


def _answer(name, kind, graph):
    form, content_type = FORMATS[kind]
    content = kept(f"open-data:{name}:{kind}", lambda: graph().serialize(format=form, encoding="utf-8"))
    return for_programs(HttpResponse(content, content_type=content_type))


@readable_anywhere
@require_safe
def negotiated(request, name):
    """The catalogue or the terms in the format that a program prefers."""
    kinds = {content_type.partition(";")[0]: kind for kind, (_form, content_type) in FORMATS.items()}
    kind = kinds.get(request.get_preferred_type(list(kinds)) or "", "ttl")
    return see_other(f"/data/{name}.{kind}", "Accept")


def site_of(request):
    return request.build_absolute_uri("/").rstrip("/")


def _pages(site):
    """The open data page in each language, and the day on which it was first published."""
    from opendata.models import OpenDataPage

    pages = visible(OpenDataPage.objects).select_related("locale").order_by("path")
    found = {page.locale.language_code: f"{site}{address_of(page.url_path)}" for page in pages}
    days = [day_of(page.first_published_at) for page in pages if page.first_published_at]
    return found, min(days, default=None)
