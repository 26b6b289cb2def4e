"""What was typed about the person: saved whole, and never over what another tab saved meanwhile."""

from django.db import transaction
from django.utils.crypto import salted_hmac

from consultations.services.drafts import about_in, draft_about, draft_save, hold


def mark_of(draft):
    """What the form remembers of the text that it was made from."""
    return salted_hmac("consultations.answering.about", draft.sealed).hexdigest()[:20] if draft.sealed else ""


@transaction.atomic
def keep_about(draft, typed, *, seen, language, at):
    """(the draft as it is now, what another tab typed meanwhile or None): that stays. Raises AlreadySent."""
    held = hold(draft)
    there = about_in(held)
    if _given(there) != _given(typed):
        if there and mark_of(held) != seen:
            return held, there
        draft_about(draft=draft, about=typed, at=at)
    saved = draft_save(draft=draft, typed={}, seen=0, language=language, at=at)
    return saved.draft, None


def _given(typed):
    return {name: value for name, value in typed.items() if value}
