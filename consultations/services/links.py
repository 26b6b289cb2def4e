"""Links in mails to respondents: for one purpose, until a moment; looking at one changes nothing."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models import RespondentLink

LASTS = {
    RespondentLink.Purpose.RESUME: timedelta(days=60),
    RespondentLink.Purpose.MANAGE: timedelta(days=365),
    RespondentLink.Purpose.CONFIRM: timedelta(days=14),
    RespondentLink.Purpose.MANDATE: timedelta(days=30),
    RespondentLink.Purpose.DATA: timedelta(days=1),
}

UNKNOWN = _("This link is not complete or not right. Copy it whole from the mail, or ask for a new one.")
EXPIRED = _("This link has expired. Ask for a new one.")


class LinkRefused(Exception):
    """`message`: why, in words; `link`: the one that expired, as far as it is known."""

    def __init__(self, message, link=None):
        super().__init__(str(message))
        self.message, self.link = message, link


def link_make(*, purpose, draft=None, contribution=None, email_digest="", at=None):
    """A new link; returns its secret, which is kept nowhere."""
    at = at or timezone.now()
    secret = secrets.token_urlsafe(32)
    RespondentLink.objects.create(
        purpose=purpose,
        digest=digest_of_secret(secret),
        draft=draft,
        contribution=contribution,
        email_digest=email_digest,
        made_at=at,
        expires_at=at + LASTS[purpose],
    )
    return secret


def link_check(*, secret, purpose, at=None):
    """The link with that secret and purpose, still valid. Raises LinkRefused."""
    links = RespondentLink.objects.select_related("draft", "contribution")
    link = links.filter(digest=digest_of_secret(secret), purpose=purpose).first()
    if link is None:
        raise LinkRefused(UNKNOWN)
    if link.expires_at <= (at or timezone.now()):
        raise LinkRefused(EXPIRED, link)
    return link


def links_end(*, contribution, email_digest):
    """Links that went to another address than the one its sender has now open nothing any longer."""
    purposes = [RespondentLink.Purpose.MANAGE, RespondentLink.Purpose.CONFIRM]
    contribution.links.filter(purpose__in=purposes).exclude(email_digest=email_digest).delete()


def digest_of_secret(secret):
    """What is kept of a secret; signs that are no text of Unicode are no secret of ours."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
