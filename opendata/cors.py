"""Lets the pages of other sites read what is open, in the browsers of their readers; never with credentials."""

from functools import wraps

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""What a browser asks before it reads with headers of its own; it may keep the answer for a day."""


def readable_anywhere(view):
    """Everybody's script may read what this view answers."""

    @wraps(view)
    def readable(request, *args, **kwargs):
        return allowed(view(request, *args, **kwargs), request)

    return readable


def allowed(response, request):
    """The answer with the headers that let every site read it."""
    for name, value in (HEADERS | (PREFLIGHT if request.method == "OPTIONS" else {})).items():
        response.headers[name] = value
    return response
