"""Finds a page by its address in two queries, three for a view of the page itself, whatever its depth.

Wagtail walks down the tree with two queries a level. The result is left where its own `serve` looks for it, so
restrictions, hooks and previews go on as they are.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from .models import BasePage
from .places import roots

LONGEST_VIEW = 2
"""The address of a page's own view has at most so many parts behind the page's."""


# Exempt, because public pages read no session: a forged post can do no more than a reader's own, and a token would set
# a cookie and keep pages out of the cache. Whatever changes something posts to a view of its own, with a token: the
# password of a restricted page goes to Wagtail's `authenticate_with_password`, everything else to the administration.
@csrf_exempt
def serve(request, path):
    result = route(request, path, get_language())
    if result is not None:
        request._wagtail_route_for_request = result
    return wagtail_serve(request, path)


def route(request, path, language):
    """The page shown at that address, or the one above it when what follows is one of its own views; None else."""
    page = page_at(path, language)
    if page is not None:
        return RouteResult(page) if page.is_shown else None
    parts = path.strip("/").split("/")
    for number in range(1, min(LONGEST_VIEW, len(parts) - 1) + 1):
        page = page_at("/".join(parts[:-number]), language)
        if page is not None:
            return _view_of(page, request, parts[-number:])
    return None


def _view_of(page, request, parts):
    if not isinstance(page, RoutablePageMixin) or not page.is_shown:
        return None
    try:
        return page.route(request, parts)
    except Http404:
        return None


def page_at(path, language):
    """The page at that address in its own type, shown or not; None where there is none of ours."""
    root = roots().get(language)
    if root is None:
        return None
    url_path = root + path.strip("/") + "/" if path.strip("/") else root
    # By its last part too, for Wagtail keeps an index of slugs and none of paths: it would read every page.
    slug = url_path.rstrip("/").rpartition("/")[2]
    found = Page.objects.filter(slug=slug, url_path=url_path).values_list("pk", "content_type").first()
    if found is None:
        return None
    key, kind = found
    model = ContentType.objects.get_for_id(kind).model_class()
    if model is None or not issubclass(model, BasePage):
        return None
    return model.objects.select_related(*model.select_with_page).get(pk=key)
