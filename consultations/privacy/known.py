"""What is known of an e-mail address, by its digest, over all consultations."""

from django.db.models import Q

from consultations.models import Contribution, Draft
from consultations.services.identities import identity_read
from core.sealing import unseal_or_nothing

MOST = 200
"""So many contributions of one address are shown and copied; whoever has more is answered by the contact point."""


def contributions_of(digest):
    """Of which the sender gave this address, newest first."""
    found = Contribution.objects.filter(identity__email_digest=digest).exclude(identity__email_digest="")
    return found.select_related("consultation__organisation", "version", "organisation", "identity")[:MOST]


def drafts_of(digest):
    """In which the address was typed, and that were not sent."""
    found = Draft.objects.filter(Q(email_digest=digest) & ~Q(email_digest=""), sent_at__isnull=True)
    return found.select_related("consultation__organisation", "version", "contribution")[:MOST]


def is_known(digest):
    return contributions_of(digest).exists() or drafts_of(digest).exists()


def address_of(digest):
    """The address itself, as far as a key opens it; "" otherwise."""
    sealed = [identity_read(contribution) for contribution in contributions_of(digest)[:1]]
    sealed += [unseal_or_nothing(draft.sealed) for draft in drafts_of(digest)[:1]]
    return next((about["email"] for about in sealed if about.get("email")), "")
