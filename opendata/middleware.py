"""Programs have no session and choose no language: their requests pass by everything that is there for readers."""

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.urls import resolve
from django.utils.translation import override

from .api.answers import answer

API = "/api/"
IDENTIFIERS = "/id/"
DOWNLOADS = "/data/"


class ProgramsMiddleware:
    """Answers what stands under these addresses at once.

    Otherwise what is not there would be looked for among the pages of a language, and every answer would be said to
    depend on the language of the reader.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        resolved = convert_exception_to_response(_resolved)
        self.ways = {API: convert_exception_to_response(answer), IDENTIFIERS: resolved, DOWNLOADS: resolved}

    def __call__(self, request):
        way = next((way for start, way in self.ways.items() if request.path_info.startswith(start)), None)
        if way is None:
            return self.get_response(request)
        with override(settings.LANGUAGE_CODE):
            return way(request)


def _resolved(request):
    match = request.resolver_match = resolve(request.path_info)
    return match.func(request, *match.args, **match.kwargs)
