"""Puts documents in the index in the place of what was there."""

from django.db import transaction

from search.engines import engine
from search.models import Entry

from . import vocabulary
from .documents import COLUMNS


def replace(there, make, *, counts=None):
    """Have exactly the documents that `make()` returns among these entries; says how many of them changed.

    Every document is written where words are counted in `counts`, a Counter, for all entries; else those that differ.
    """
    with transaction.atomic():
        # Who comes second waits here and then reads what the first one was told about.
        old = {entry.key: entry for entry in there.select_for_update(of=("self",))}
        documents = {document.key: document for document in make()}
        gone = [entry for key, entry in old.items() if key not in documents]
        if counts is None:
            changed = [one for one in documents.values() if _differs(old.get(one.key), one)]
        else:
            changed = list(documents.values())
        entries = _write(changed)
        Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
        if counts is None:
            numbers = vocabulary.counted(entries)
            numbers.subtract(vocabulary.counted([*gone, *(old[one.key] for one in changed if one.key in old)]))
            vocabulary.add(numbers)
        else:
            counts.update(vocabulary.counted(entries))
    return len(changed) + len(gone)


def _write(documents):
    entries = Entry.objects.bulk_create(
        [document.entry() for document in documents],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[*COLUMNS, "changed_at"],
    )
    engine().put([(entry.pk, document.terms()) for entry, document in zip(entries, documents, strict=True)])
    return entries


def _differs(entry, document):
    return entry is None or any(getattr(entry, name) != getattr(document, name) for name in COLUMNS)
