"""Hands out feeds: the same to everybody, and only once to whoever has it already."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from core.languages import active_language

from .addresses import SEARCH
from .forms import FeedForm
from .making import ATOM, feed_of

FRESH_FOR = 300
"""Seconds that readers and what stands between need not ask again."""


@require_safe
def feed(request, kind, code=""):
    """The changes of a subject as Atom; of a search, with its words in the address."""
    form = FeedForm(request.GET)
    if not form.is_valid():
        raise Http404
    code = form.cleaned_data["q"] if kind == SEARCH and not code else code
    made = feed_of(kind, code, active_language(), form.cleaned_data["page"] or 1)
    if made is None:
        raise Http404
    response = HttpResponse(made.content, content_type=f"{ATOM}; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response.headers["ETag"] = made.etag
    updated = int(made.updated.timestamp())
    response.headers["Last-Modified"] = http_date(updated)
    return get_conditional_response(request, etag=made.etag, last_modified=updated, response=response)
