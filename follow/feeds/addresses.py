"""Where the feeds of what one can follow are."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

SEARCH = "search"


def feed_url(kind, code, language, page=1):
    """The address of the feed of a subject in that language, from the first slash."""
    query = {"q": code} if kind == SEARCH else {}
    query |= {"page": page} if page > 1 else {}
    has_code = code and kind != SEARCH
    with override(language):
        address = reverse("follow:feed", args=[kind, code]) if has_code else reverse("follow:feed_of_all", args=[kind])
    return f"{address}?{urlencode(query)}" if query else address
