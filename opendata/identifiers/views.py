"""Leads from an identifier to what is known of the thing: its page for people, the API for programs."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from core.languages import language_codes
from core.views import page_not_found
from opendata.api.problems import problem
from opendata.api.resources import RESOURCES
from opendata.api.world import World
from opendata.cors import readable_anywhere

RESOURCE_OF = {resource.kind: resource for resource in RESOURCES}
PAGE, DATA = "text/html", "application/json"


@readable_anywhere
@require_http_methods(["GET", "HEAD", "OPTIONS"])
def identified(request, kind, code):
    """303 See Other, as the asker accepts; a cookie has no say, so that the answer is the same for everybody."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    language, wants_data = _language(request), request.get_preferred_type([PAGE, DATA]) == DATA
    try:
        found = _found(request, kind, code)
    except Http404:
        response = _nothing(request, language, wants_data)
    else:
        data = f"{reverse('api:api-root')}{RESOURCE_OF[kind].name}/{code}"
        response = HttpResponse(status=303, headers={"Cache-Control": "public, max-age=60"})
        response.headers["Location"] = data if wants_data else _page(found, language) or data
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def _found(request, kind, code):
    resource = RESOURCE_OF.get(kind)
    if resource is None:
        raise Http404
    world = World(request)
    records = list(resource.find(resource.rows(world), code)[:1])
    if not records:
        raise Http404
    return resource.build(records, world)[0]


def _page(found, language):
    """The page in that language, else in any; None where it has none."""
    pages = found.get("url", {})
    return pages.get(language) or next(filter(None, pages.values()), None)


def _language(request):
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            found = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if found in language_codes():
            return found
    return settings.LANGUAGE_CODE


def _nothing(request, language, wants_data):
    if wants_data:
        return problem(404, "There is nothing with this identifier, or it is not for everybody.")
    with override(language):
        return page_not_found(request)
