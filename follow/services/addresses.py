"""E-mail addresses: one form for each, and a digest by which it is found."""

from django.utils.encoding import punycode

from core.sealing import email_digest


def plain(email):
    """The address with its domain in small ASCII letters, as mail servers know it; what stands before it as typed."""
    local, _at, domain = email.strip().rpartition("@")
    return f"{local}@{punycode(domain).lower()}"


def digest_of(email):
    return email_digest(plain(email))


def mailbox_digest(email):
    """The same for every address of one mailbox: without what follows a plus sign."""
    local, _at, domain = plain(email).rpartition("@")
    return email_digest(f"{local.partition('+')[0] or local}@{domain}")
