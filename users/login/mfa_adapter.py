"""What allauth asks us about second factors: how they are kept, and what they are called."""

from allauth.account.utils import user_display
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted, by the same keys as who sent a contribution."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": gettext_lazy("Add a passkey or an app for codes first."),
        "incorrect_code": gettext_lazy("This is not right. A code of an app works once, for half a minute."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def encrypt(self, text):
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _keys().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the library’s name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey {number}").format(number=number)

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {"display_name": user_display(user)}


def _keys():
    return MultiFernet([Fernet(key) for key in settings.IDENTITY_KEYS])
