"""What is indexed at once: (the entries that are there, a function that makes the documents that should be)."""

from functools import partial

from search.models import Entry

from .commitments import documents_of_commitments
from .pages import documents_of_pages
from .recommendations import documents_of_recommendations, keys_of

AT_ONCE = 500


def of_pages(model, keys):
    """For pages of one type."""
    for chunk in chunks(keys):
        there = Entry.objects.filter(page__in=chunk, key__startswith="page-")
        yield there, partial(documents_of_pages, model, chunk)


def of_commitments(keys):
    for chunk in chunks(keys):
        yield Entry.objects.filter(commitment__in=chunk), partial(documents_of_commitments, chunk)


def of_recommendations(keys):
    for chunk in chunks(keys):
        yield Entry.objects.filter(key__in=keys_of(chunk)), partial(documents_of_recommendations, chunk)


def chunks(keys):
    keys = sorted(set(keys))
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
