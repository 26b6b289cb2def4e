"""The addresses of following by mail, from the first slash; in mails they are made whole."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override


def follow_url(kind, code, language):
    """Where one asks for mails about a subject."""
    return f"{_path('by_mail', language)}?{urlencode({'kind': kind, 'code': code})}"


def home_url(language):
    """Where one reads about mails and feeds, and chooses what to follow."""
    return _path("home", language)


def confirm_url(token, language):
    return _path("confirm", language, token)


def own_url(key, language):
    """Where the address with that key sees and changes what it follows."""
    return _path("own", language, key)


def stop_url(key, language):
    """One click stops everything (RFC 8058)."""
    return _path("stop", language, key)


def never_url(key, language):
    return _path("never", language, key)


def _path(name, language, *args):
    with override(language):
        return reverse(f"follow:{name}", args=args)
