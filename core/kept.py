"""What public pages show, kept in the cache until something public changes."""

from django.core.cache import cache

from .dates import today
from .shell import MAX_AGE, content_version

_NOTHING = object()


def kept(name, make):
    """The result of `make()`, at most once per content version, day in Brussels and name; it must be picklable.

    `name` holds everything the result depends on beyond published content: the record, the language, a past day.
    """
    key = _key(name)
    found = cache.get(key, _NOTHING)
    if found is _NOTHING:
        found = make()
        cache.set(key, found, timeout=MAX_AGE)
    return found


def kept_many(name, keys, make):
    """{key: what is kept of it}, like `kept` for each of them; `make([key])` answers for those that are not there yet.

    A key of which `make` says nothing is left out, and asked for again the next time.
    """
    stem = _key(name)
    places = {key: f"{stem}:{key}" for key in keys}
    there = cache.get_many(places.values())
    found = {key: there[place] for key, place in places.items() if place in there}
    missing = [key for key in places if key not in found]
    if missing:
        made = make(missing)
        cache.set_many({places[key]: value for key, value in made.items()}, timeout=MAX_AGE)
        found |= made
    return found


def _key(name):
    return f"kept:{content_version()}:{today()}:{name}"
