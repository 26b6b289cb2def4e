"""Who is let in after the service said who somebody is."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from requests import RequestException

from . import assurance, config
from .connections import connect, connected, person_with
from .refusals import Refusal


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """One service at most, named by the settings; nobody signs up through the library's own screens."""

    def list_apps(self, request, provider=None, client_id=None):
        if not config.is_set_up() or provider not in (None, config.CODE):
            return []
        return [config.app()]

    def list_providers(self, request):
        return [self.get_provider(request, config.CODE)] if config.is_set_up() else []

    def get_provider(self, request, provider, client_id=None):
        from .provider import ServiceProvider

        apps = self.list_apps(request, provider=provider)
        if not apps:
            raise SocialApp.DoesNotExist
        return ServiceProvider(request, app=apps[0])

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Raises Refusal; else the login is of somebody of ours, at a level that is enough for them."""
        sociallogin.token = None  # else it would wait in the session while something more is asked
        level = assurance.level_of(sociallogin.claims["acr"])
        if level is None and config.levels():
            raise Refusal("level")
        user = self._person(sociallogin)
        needed = assurance.needed(user)
        if not assurance.is_enough(level, needed):
            raise Refusal("level", given=level or "", needed=needed)
        sociallogin.account = connect(user, sociallogin.account.uid)
        sociallogin.user = user
        if request.user.is_authenticated and request.user.pk != user.pk:
            get_account_adapter(request).logout(request)
        request.oidc_level = level or ""

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if error == AuthError.CANCELLED:
            raise Refusal("cancelled")
        raise Refusal("away" if isinstance(exception, RequestException) else "answer") from None

    def _person(self, sociallogin):
        found = connected(sociallogin.account.uid)
        if found:
            if not found.user.is_active:
                raise Refusal("unknown")
            return found.user
        address = sociallogin.claims["email"]
        if sociallogin.claims["email_verified"] is not True or not _is_address(address):
            raise Refusal("address")
        try:
            return person_with(address)
        except Refusal as refusal:
            if refusal.reason == "unknown" and settings.OIDC["sign_up"]:
                return _sign_up(address)
            raise


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return isinstance(text, str)


@transaction.atomic
def _sign_up(address):
    users = get_user_model()
    if users.objects.filter(email__iexact=address).exists():
        raise Refusal("unknown")
    user = users(username=f"person-{get_random_string(20).lower()}", email=address, language=get_language())
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user
