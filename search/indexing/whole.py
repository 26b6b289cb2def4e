"""Makes the whole index anew, or says what is wrong with it; at any time, also beside editors at work."""

from collections import Counter

from actions.models import Recommendation
from core.shell import raise_content_version
from search.models import Entry

from . import commitments, recommendations, vocabulary
from .commitments import pages_of_commitments
from .jobs import chunks, of_commitments, of_pages, of_recommendations
from .pages import page_types, public
from .shelf import replace


def rebuild(progress=None):
    """Put first, then drop what is gone: the index is never empty in between, and stopping halfway spoils nothing.

    `progress`: a function of a name and rows that gives the rows back, as it sees them go by.
    """
    counts, everything = Counter(), list(_everything())
    for there, make in progress("search index", everything) if progress else everything:
        replace(there, make, counts=counts)
    _missing, extra = differences()
    for chunk in chunks(extra.values()):
        Entry.objects.filter(pk__in=chunk).delete()
    vocabulary.replace(counts)
    raise_content_version()


def _everything():
    for model in page_types():
        yield from of_pages(model, public(model).order_by().values_list("pk", flat=True))
    yield from of_commitments(number for number, _page, _language in pages_of_commitments().iterator())
    yield from of_recommendations(Recommendation.objects.public().values_list("pk", flat=True))


def differences():
    """(the keys that have no entry, {key: primary key} of the entries that should not be there)."""
    extra = dict(Entry.objects.values_list("key", "pk").iterator())
    missing = {key for key in _wanted() if extra.pop(key, None) is None}
    return missing, extra


def _wanted():
    """The key of everything that everybody may see."""
    for model in page_types():
        for number in public(model).order_by().values_list("pk", flat=True).iterator():
            yield f"page-{number}"
    for number, _page, language in pages_of_commitments().iterator():
        yield commitments.key_of(number, language)
    languages = recommendations.lists()
    for number in Recommendation.objects.public().values_list("pk", flat=True):
        for language in languages:
            yield recommendations.key_of(number, language)
