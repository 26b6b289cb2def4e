"""Leads from the addresses without an ending to the page for people, or to the file that a program asked for."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from core.languages import language_codes
from core.lists import address_of_list
from opendata.cors import readable_anywhere

MEDIA_TYPES = {
    "text/html": "",
    "text/csv": "csv",
    "application/json": "json",
    "application/ld+json": "jsonld",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


@readable_anywhere
@require_safe
def open_data(request):
    """The open data page, in the language of the reader's browser."""
    return see_other(_page(request), "Accept-Language")


@readable_anywhere
@require_safe
def dataset(request, dataset):
    """What this data set is: its page, or the file in the format that a program prefers."""
    kind = MEDIA_TYPES.get(request.get_preferred_type(list(MEDIA_TYPES)) or "", "")
    address = f"/data/{dataset.code}.{kind}" if kind else f"{_page(request)}{dataset.code}/"
    return see_other(address, "Accept", "Accept-Language")


def _page(request):
    from opendata.models import OpenDataPage

    language = _language_of(request)
    with override(language):
        address = address_of_list(OpenDataPage, language)
    if not address:
        raise Http404
    return address


def _language_of(request):
    """The first of ours that the browser asks for; a cookie has no say: the answer is the same for everybody."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        code = wanted.partition("-")[0]
        if code in language_codes():
            return code
    return settings.LANGUAGE_CODE


def see_other(address, *depends_on):
    response = HttpResponse(status=303, headers={"Location": address})
    patch_vary_headers(response, depends_on)
    return response
