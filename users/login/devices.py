"""Browsers that an account was used in before carry a signed cookie; attempts there count apart from all others.

So nobody who knows an address can lock out its owner (OWASP, “device cookies”).
"""

import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "known-browser"
SALT = "users.login.devices"
LASTS = 365 * 24 * 3600
MOST = 5
"""So many accounts one browser remembers."""


def known(request, account):
    """The number by which this browser is known to that account; empty where it is not."""
    return _kept(request).get(_digest(account), "")


def remember(request, response, account):
    """Let the browser be known to that account, by a new number."""
    kept = _kept(request)
    kept.pop(_digest(account), None)
    kept = dict(list(kept.items())[1 - MOST :]) | {_digest(account): secrets.token_hex(8)}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class DeviceMiddleware:
    """Gives the browser its cookie with the answer to a log-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        account = getattr(request, "logged_in_account", "")
        if account:
            remember(request, response, account)
        return response


def _kept(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}


def _digest(account):
    return salted_hmac(SALT, account, algorithm="sha256").hexdigest()[:16]
