"""What a form carries to prove that it was made for its draft: it is saved even when the session is gone.

It stands in the place of Django's token against forged requests: nobody else can make one, and it needs no cookie.
"""

from uuid import UUID

from django.core import signing

from consultations.access import REMEMBERED
from consultations.models import Draft

SALT = "consultations.answering.draft"


def token_of(draft, at):
    return signing.dumps([str(draft.key), at.timestamp()], salt=SALT)


def draft_in(token, consultation, *, not_before=0):
    """The draft of that consultation that the token was made for, or None.

    `not_before`: a time stamp; an older token is worth nothing.
    """
    try:
        key, made_at = signing.loads(token or "", salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return None
    if made_at < not_before:
        return None
    drafts = Draft.objects.filter(key=UUID(key), consultation=consultation)
    return drafts.select_related("version", "contribution").first()
