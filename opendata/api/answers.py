"""Answers a request for the API: reads only, for everybody, and not again what the asker already has."""

import hashlib

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.urls import resolve
from django.utils.http import parse_etags

from core.dates import today
from core.shell import content_version
from opendata.cors import allowed

from .problems import problem

ALLOWED = "GET, HEAD, OPTIONS"
LONGEST = 4000
"""Signs of a query string: all parameters together are far shorter."""

EMPTY = (204, 304)
"""The answers that have no content, not even an empty one."""

MAX_AGE = 60
"""Seconds for which an answer may be used without asking whether it still holds."""


def answer(request):
    """The answer to every address of the API, also to those at which there is nothing."""
    response = allowed(_answered(request), request)
    if response.status_code in EMPTY:
        response.headers.pop("Content-Type", None)
    else:
        response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


def _answered(request):
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ALLOWED})
    if request.method not in ("GET", "HEAD"):
        refused = problem(405, "This API is for reading.")
        refused.headers["Allow"] = ALLOWED
        return refused
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return problem(414, f"The part after the question mark is longer than {LONGEST} signs.")
    try:
        tag = tag_of(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
            return _fresh(HttpResponseNotModified(), tag)
        response = _resolved(request)
    except Http404:
        return problem(404, "There is nothing at this address, or it is not for everybody.")
    except SuspiciousOperation:
        return problem(400, "This request is broken.")
    return _fresh(response, tag) if response.status_code == 200 else response


def tag_of(request):
    """Changes with everything public, with the day (where a promise stands follows from dates) and by address."""
    parts = (content_version(), today().isoformat(), request.build_absolute_uri())
    return f'"{hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]}"'


def _fresh(response, tag):
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def _resolved(request):
    match = request.resolver_match = resolve(request.path_info)
    request.method, asked = "GET", request.method  # the same answer for HEAD, whose body goes later
    try:
        return match.func(request, *match.args, **match.kwargs)
    finally:
        request.method = asked
