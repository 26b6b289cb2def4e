"""Who may enter the administration shows a second factor in the session: a password or a mailbox is not enough."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from users.oidc.assurance import is_second_factor

BOUND_FOR = "users.bound_for"
"""Where the session keeps where an editor was going when a second factor was missing."""

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Leads editors without a proven second factor to that step, and then on to where they were going."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_guarded(request.path) or not lacks_proof(request):
            return self.get_response(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_second_factor')}?{query}")


def lacks_proof(request):
    """Whether this is somebody who may enter the administration, in a session without a second factor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False  # without asking the session, so that a document stays the same for every stranger
    user = request.user
    return settings.SECOND_FACTOR_REQUIRED and user.is_authenticated and not proven(request) and enters(user)


def proven(request):
    """Whether a second factor was shown in this session."""
    return is_second_factor(request) or any(record["method"] == "mfa" for record in records_of(request))


def enters(user):
    return user.has_perm("wagtailadmin.access_admin")


def has_factor(user):
    return is_mfa_enabled(user, FACTORS)


def records_of(request):
    """How the person of this session showed who they are: [{"method", "at", …}]."""
    return get_authentication_records(request, request.user)


def methods_lately(request):
    """With which methods the person showed who they are in the last minutes."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return {record["method"] for record in records_of(request) if record["at"] > since}


def showed_lately(request):
    """Whether the person showed lately who they are; who has a second factor: with that."""
    lately = methods_lately(request)
    return "mfa" in lately if has_factor(request.user) else bool(lately)


def missing_for_first(request):
    """What an editor must still show before a first second factor: “password”, “code”, or nothing.

    Both, for otherwise whoever reads their mail could add a factor, and open the administration with it.
    """
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or has_factor(user) or is_second_factor(request) or not enters(user):
        return ""
    return next((method for method in ("password", "code") if method not in methods_lately(request)), "")


def _is_guarded(path):
    return path.startswith((reverse("wagtailadmin_home"), _documents())) and path not in _open_doors()


def _documents():
    return reverse("wagtaildocs_serve", args=[0, "-"]).removesuffix("0/-")


def _open_doors():
    return (reverse("wagtailadmin_login"), reverse("wagtailadmin_logout"))
