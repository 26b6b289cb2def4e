"""Entries for tests that ask the index: written by hand, with words that the test knows."""

from itertools import count

from search.analysis import stems, words
from search.engines import Terms, engine
from search.models import Entry

_numbers = count(1)


def entry_for(page, title="", lead="", body="", *, language="nl", **values):
    """An entry below that page, and its words in the index."""
    (made,) = entries_for(page, [{"title": title, "summary": lead, "text": body, "language": language, **values}])
    return made


def entries_for(page, rows):
    """The same for many at once."""
    made = Entry.objects.bulk_create(
        Entry(**{"key": f"test-{next(_numbers)}", "page": page, "kind": Entry.Kind.PAGE, "language": "nl"} | row)
        for row in rows
    )
    engine().put([(entry.pk, terms_of(entry)) for entry in made])
    return made


def terms_of(entry):
    parts = (stems(text, entry.language) for text in (entry.title, entry.summary, entry.text))
    return Terms(*parts, words(entry.title))
