"""What belongs to no consultation any more: expired links, spent proofs, documents that nothing names."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from consultations.models import AnswerFile, RespondentLink, Source, SpentProof

from .emptying import drop_files, remove_from_disk

AFTERWARDS = timedelta(days=30)
"""So long a link that was used or has expired still says that, and offers a new one."""

YOUNG = timedelta(days=1)
"""A document so young may belong to a sending that is on its way."""

FOLDERS = ("answers", "contributions")
BATCH = 200


def links_due(at):
    before = at - AFTERWARDS
    return RespondentLink.objects.filter(Q(expires_at__lt=before) | Q(used_at__lt=before))


def proofs_due(at):
    return SpentProof.objects.filter(expires_at__lt=at)


def files_due(at):
    """Documents of no contribution and of no draft that can still be sent."""
    unowned = Q(draft__isnull=True) | Q(draft__sent_at__lt=at - YOUNG)
    return AnswerFile.objects.filter(unowned, contribution__isnull=True, added_at__lt=at - YOUNG)


def strays(at):
    """Names of documents on the disk that no row has, in batches."""
    root, batch = Path(settings.PRIVATE_MEDIA_ROOT), []
    oldest = (at - YOUNG).timestamp()
    for path in (path for folder in FOLDERS for path in (root / folder).rglob("*")):
        if path.is_file() and path.stat().st_mtime < oldest:
            batch.append(path.relative_to(root).as_posix())
        if len(batch) == BATCH:
            yield _unnamed(batch)
            batch = []
    yield _unnamed(batch)


def _unnamed(names):
    named = {name for model in (AnswerFile, Source) for name in
             model.objects.filter(file__in=names).values_list("file", flat=True)}  # fmt: skip
    return set(names) - named


def count_leftovers(at):
    """What `clean_leftovers` would take away: {name: how many}."""
    return {
        "links": links_due(at).count(),
        "proofs": proofs_due(at).count(),
        "documents": files_due(at).count() + sum(map(len, strays(at))),
    }


@transaction.atomic
def clean_leftovers(at):
    """Take them away: {name: how many}."""
    counts = {"links": links_due(at).delete()[0], "proofs": proofs_due(at).delete()[0]}
    documents = drop_files(files_due(at))
    for names in strays(at):
        documents += len(names)
        transaction.on_commit(lambda names=names: remove_from_disk(names), robust=True)
    return counts | {"documents": documents}
