"""How often one may try: per network, per network and account, and per account only for browsers unknown to it.

A browser in which somebody logged in before has a count of its own, so others can use up nothing of it.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.throttle import network_of, within

from . import devices

TOO_MANY = _(
    "Too many tries. Wait an hour, or go on in a browser in which you logged in before: that one still works."
)
LIMITED = "limited"
TRIES = 3
"""So many times one may type a code that was mailed."""


def account_of(user, typed=""):
    """The name under which tries for an account count; one that does not exist counts like any other."""
    return f"user:{user.pk}" if user else f"typed:{typed.lower()}"


def allowed(request, what, account="", at=None):
    """Count one more try; whether it is within the limits of settings.LOGIN_THROTTLE[what]."""
    at, limits = at or timezone.now(), settings.LOGIN_THROTTLE[what]
    device = devices.known(request, account) if account else ""
    if device:
        return within(f"login-{what}-device", device, limits["device"], at)
    network = network_of(request)
    counts = [("network", network)]
    if account:
        # In this order: what one network has used up does not count for the account too.
        counts += [("pair", f"{network} {account}"), ("account", account)]
    return all(within(f"login-{what}-{kind}", subject, limits[kind], at) for kind, subject in counts)


def check(request, what, account="", at=None):
    """Raises ValidationError where it was tried too often."""
    if not allowed(request, what, account, at):
        raise ValidationError(TOO_MANY, code=LIMITED)


def code_try_left(request, code, at=None):
    """Count one more try of the code that was mailed; False once there were too many.

    The count in the session would miss what is sent at the same moment.
    """
    subject = f"{request.session.session_key} {code}"
    return within("login-code-try", subject, (TRIES, TRIES), at or timezone.now())
