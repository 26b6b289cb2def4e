"""Who sent a contribution: kept apart and encrypted, with what they agreed to."""

import hashlib

from django.utils import timezone

from consultations.models import Consent, ConsentText, Identity
from core.dates import add_months
from core.sealing import email_digest, seal, unseal, unseal_or_nothing


def identity_keep(*, contribution, about, at=None):
    """Keep who sent it, until the day that the consultation says; nothing where nothing personal was given."""
    if not about.identity:
        Identity.objects.filter(contribution=contribution).delete()
        return None
    identity, _made = Identity.objects.update_or_create(
        contribution_id=contribution.pk,
        defaults={
            "sealed": seal(about.identity),
            "email_digest": email_digest(about.email),
            "made_at": at or timezone.now(),
            "expires_on": keep_until(contribution.consultation),
        },
    )
    return identity


def keep_until(consultation):
    """The last day on which the identity of a sender is kept; None while the last day of sending is not set."""
    return consultation.last_day and add_months(consultation.last_day, consultation.keep_sent_months)


def identity_open(contribution):
    """The name and the address of who sent it: {"name", "email"}, as far as they are kept. Raises Unreadable.

    Whoever shows it to somebody of the staff records that first: see consultations.privacy.log.
    """
    identity = _identity_of(contribution)
    return unseal(identity.sealed) if identity else {}


def identity_read(contribution):
    """The same; where no key opens it, nothing is known of them."""
    identity = _identity_of(contribution)
    return unseal_or_nothing(identity.sealed) if identity else {}


def _identity_of(contribution):
    """In a list it came with its contribution, by select_related; otherwise it is asked anew each time."""
    known = contribution._state.fields_cache
    return known["identity"] if "identity" in known else Identity.objects.filter(contribution=contribution).first()


def identities_follow(consultation):
    """Let the identities of a consultation expire on the day that follows from its last day as it is now."""
    day = keep_until(consultation)
    kept = Identity.objects.filter(contribution__consultation=consultation)
    return kept.exclude(expires_on=day).update(expires_on=day) if day else kept.update(expires_on=None)


def consents_record(*, contribution, consents, at=None):
    """Record what its sender agreed to: `consents` are (language, text as it was shown)."""
    at = at or timezone.now()
    for language, text in consents:
        digest = hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
        shown, _made = ConsentText.objects.get_or_create(
            digest=digest, defaults={"language": language, "text": text, "made_at": at}
        )
        if not Consent.objects.filter(contribution=contribution, text=shown).exists():
            Consent.objects.create(contribution=contribution, text=shown, given_at=at)
