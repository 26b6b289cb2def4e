"""What public pages show, kept in the cache until something public changes."""

from django.core.cache import cache

from .dates import today
from .shell import MAX_AGE, content_version

_NOTHING = object()


def kept(name, make):
    """The result of `make()`, at most once per content version, day in Brussels and name; it must be picklable.

    `name` holds everything the result depends on beyond published content: the record, the language, a past day.
    """
    key = f"kept:{content_version()}:{today()}:{name}"
    found = cache.get(key, _NOTHING)
    if found is _NOTHING:
        found = make()
        cache.set(key, found, timeout=MAX_AGE)
    return found
