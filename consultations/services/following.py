"""A draft that was begun with earlier questions goes on with newer ones."""

from django.db import transaction

from .drafts import hold


@transaction.atomic
def draft_follow(*, draft, version):
    """Go on with that version; nothing that was typed goes. Raises AlreadySent."""
    draft = hold(draft)
    if draft.version.number < version.number:
        draft.version = version
        draft.save(update_fields=["version"])
    return draft
