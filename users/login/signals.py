"""What follows from a log-in and from a second factor, whichever way it came."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from .addresses import address_keep
from .limits import account_of
from .second_factor import FACTORS


@receiver(user_logged_in)
def know_browser_and_address(request, user, **kwargs):
    address_keep(user)
    if request is not None:
        request.logged_in_account = account_of(user)


@receiver(authenticator_added)
def proven_by_adding(request, user, authenticator, **kwargs):
    """Who adds a factor has just shown it; a session from before the first one ends, for it may be a thief’s."""
    others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=authenticator.pk)
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        if not others.exists():
            end_other_sessions(request, user)
