"""Finds a page by its address in two queries, whatever its depth.

Wagtail walks down the tree with two queries a level. The result is left where its own `serve` looks for it, so
restrictions, hooks and previews go on as they are.
"""

from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from .places import roots


def serve(request, path):
    page = page_at(path, get_language())
    if page is not None and page.live:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, path)


def page_at(path, language):
    """The page at that address in its own type, live or not; None where there is none."""
    root = roots().get(language)
    if root is None:
        return None
    url_path = root + path.strip("/") + "/" if path.strip("/") else root
    found = Page.objects.filter(url_path=url_path).first()
    if found is None:
        return None
    model = found.specific_class
    if model is None:
        return found
    related = getattr(model, "select_with_page", ())
    return model.objects.select_related(*related).get(pk=found.pk) if related else found.specific
