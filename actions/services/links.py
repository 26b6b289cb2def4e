"""Personal links in mails: for one person and one purpose, for some days, and once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.models import PersonalLink

LASTS = timedelta(days=30)

UNKNOWN = _("This link is not complete or not right. Copy it whole from the mail, or ask for a new one.")
EXPIRED = _("This link has expired. Ask for a new one.")
USED = _("This link was used before. Ask for a new one.")


class LinkRefused(Exception):
    """`message`: why, in words; `contact`: whose link it was, as far as it is known, to send a new one to."""

    def __init__(self, message, contact=None):
        super().__init__(str(message))
        self.message, self.contact = message, contact


def digest_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def link_make(*, contact, at=None):
    """A new link for this person; returns its secret, which is kept nowhere."""
    at = at or timezone.now()
    secret = secrets.token_urlsafe(32)
    PersonalLink.objects.create(contact=contact, digest=digest_of(secret), made_at=at, expires_at=at + LASTS)
    return secret


def link_check(*, secret, at=None, lock=False):
    """The link with that secret, still unused; looking at it does not use it. Raises LinkRefused."""
    links = PersonalLink.objects.select_for_update(of=["self"]) if lock else PersonalLink.objects
    link = links.select_related("contact").filter(digest=digest_of(secret)).first()
    if link is None or link.contact.erased_at:
        raise LinkRefused(UNKNOWN)
    if link.used_at:
        raise LinkRefused(USED, link.contact)
    if link.expires_at <= (at or timezone.now()):
        raise LinkRefused(EXPIRED, link.contact)
    return link


@transaction.atomic
def link_use(*, secret, at=None):
    """Use up the link and return whose it is. Raises LinkRefused."""
    link = link_check(secret=secret, at=at, lock=True)
    link.used_at = at or timezone.now()
    link.save(update_fields=["used_at"])
    return link.contact
