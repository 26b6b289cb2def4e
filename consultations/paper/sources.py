"""The paper, the mail or the minutes that a contribution is entered from: private, under an unguessable name."""

import hashlib
import secrets
from datetime import UTC, timedelta

from django.utils import timezone

from consultations.models import Source
from core.private_files import private_storage

FOLDER = "entered"
WITHOUT_USE = timedelta(days=60)
"""So long a document waits for the contribution that is entered from it."""


def source_keep(uploaded, at=None):
    """Keep a document until its contribution is there; returns {"file", "name", "digest"} for source_attach."""
    digest, ending = hashlib.sha256(), uploaded.name.rpartition(".")[2].lower()[:5]
    uploaded.seek(0)
    for chunk in uploaded.chunks():
        digest.update(chunk)
    uploaded.seek(0)
    path = private_storage().save(f"{folder_of(at or timezone.now())}/{secrets.token_urlsafe(24)}.{ending}", uploaded)
    return {"file": path, "name": uploaded.name[-200:], "digest": digest.hexdigest()}


def source_attach(contribution, kept):
    return Source.objects.create(contribution=contribution, **kept)


def source_drop(kept):
    """Forget a document that nothing was entered from."""
    if not Source.objects.filter(file=kept["file"]).exists():
        private_storage().delete(kept["file"])


def folder_of(at):
    """Where documents of that day are kept."""
    return f"{FOLDER}/{at.astimezone(UTC):%Y-%m-%d}"


def expire(at, dry_run=False):
    """Remove the documents that were kept too long without a contribution; returns how many."""
    storage, found = private_storage(), 0
    if not storage.exists(FOLDER):
        return found
    for folder in (f"{FOLDER}/{day}" for day in storage.listdir(FOLDER)[0]):
        if folder < folder_of(at - WITHOUT_USE):
            names = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
            for name in names - set(Source.objects.filter(file__startswith=folder).values_list("file", flat=True)):
                found += 1
                if not dry_run:
                    storage.delete(name)
    return found


def clean_up(at, dry_run):
    """The daily turn: (lines for who runs it, whether all went well)."""
    found = expire(at, dry_run)
    return [f"documents that nothing was entered from, {'to be removed' if dry_run else 'removed'}: {found}"], True
