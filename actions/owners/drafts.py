"""What was typed so far, kept until it is sent; newer text is never overwritten unseen."""

from django.db import transaction
from django.utils import timezone

from actions.models import ReportDraft

from .theirs import check_theirs, hold


class NewerText(Exception):
    """Another tab or device saved since: `draft`."""

    def __init__(self, draft):
        super().__init__(str(draft.version))
        self.draft = draft


def draft_of(contact, commitment):
    return ReportDraft.objects.filter(contact=contact, commitment=commitment).first()


def check_version(draft, data, version):
    """Raise NewerText where the draft is not the one that was typed on, unless both say the same."""
    if draft and draft.version != version and draft.data != data:
        raise NewerText(draft)


@transaction.atomic
def draft_save(*, contact, commitment, data, version, token, at=None):
    """Keep what was typed on that version. Raises NotTheirs, NewerText, SentMeanwhile."""
    hold(contact)
    check_theirs(contact, commitment, token)
    draft = draft_of(contact, commitment)
    check_version(draft, data, version)
    if draft is None:
        draft = ReportDraft(contact=contact, commitment=commitment)
    if draft.data != data:
        draft.data, draft.version, draft.saved_at = data, draft.version + 1, at or timezone.now()
        draft.save()
    return draft
