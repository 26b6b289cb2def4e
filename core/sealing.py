"""Personal data at rest: encrypted with keys that the database does not hold.

Fernet (AES-128-CBC with HMAC-SHA-256, github.com/fernet/spec). The first key of IDENTITY_KEYS encrypts, every one
decrypts: put a new one in front to change keys, then run consultations_reseal and drop the old one.
"""

import hashlib
import hmac
import json
import logging

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)


class Unreadable(Exception):
    """None of the keys opens it."""


def _keys():
    return MultiFernet([Fernet(key) for key in settings.IDENTITY_KEYS])


def seal(content):
    """The content, a dictionary of texts, as encrypted text."""
    return _keys().encrypt(json.dumps(content, ensure_ascii=False).encode()).decode()


def unseal(sealed):
    """What was sealed; an empty dictionary for an empty text. Raises Unreadable."""
    if not sealed:
        return {}
    try:
        return json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken as error:
        raise Unreadable("No key of IDENTITY_KEYS opens this.") from error


def unseal_or_nothing(sealed):
    """What was sealed, or an empty dictionary where no key opens it: that is in the log."""
    try:
        return unseal(sealed)
    except Unreadable:
        logger.error("No key of IDENTITY_KEYS opens a part of the personal data: was a key dropped too early?")
        return {}


def email_digest(email):
    """The same for one address however it is written; useless without the key."""
    key = hashlib.sha256(f"email digest {settings.EMAIL_DIGEST_KEY}".encode()).digest()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest() if email.strip() else ""
