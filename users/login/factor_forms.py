"""The forms of second factors: codes of an app, recovery codes, passkeys."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import limits
from .fields import Words, code_field, name_clean

LONGEST_NAME = 60
NO_PASSKEY = _("No passkey was made. Try it again.")


class CountedCode(Words):
    """A code of an app, or a recovery code; tries count per browser or network, as for a password."""

    def clean_code(self):
        limits.check(context.request, "factor", limits.account_of(self.user))
        return super().clean_code()


class AppCodeForm(CountedCode, base.AuthenticateForm):
    code = code_field(label=_("Code"), help_text=_("Of your app, or one of your recovery codes."))


class AgainAppCodeForm(CountedCode, base.ReauthenticateForm):
    code = code_field(label=_("Code"), help_text=_("Of your app, or one of your recovery codes."))


class NewAppForm(CountedCode, totp.ActivateTOTPForm):
    """Proves that the app has the key; the key stays the same while one types."""

    code = code_field(label=_("Code that the app shows"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = get_totp_secret()

    def clean_code(self):
        if Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).exists():
            raise ValidationError(_("You have an app already. Take it away first."))
        return super().clean_code()


class NoAppForm(Words, totp.DeactivateTOTPForm):
    pass


class NoPasskeyForm(Words, forms.Form):
    """A second look before a passkey goes."""


class NewCodesForm(Words, GenerateRecoveryCodesForm):
    pass


class Passkey(Words):
    """What a browser answers for a passkey; anything else that is sent is refused like a wrong one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        wrong = get_adapter().error_messages["incorrect_code"]
        self.fields["credential"].error_messages = dict.fromkeys(("required", "invalid"), wrong)

    def clean_credential(self):
        return _tried(super().clean_credential)


class PasskeyLogInForm(Passkey, webauthn.LoginWebAuthnForm):
    def clean_credential(self):
        limits.check(context.request, "passkey")
        return super().clean_credential()


class PasskeyForm(Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class AgainPasskeyForm(Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class NewPasskeyForm(Words, webauthn.AddWebAuthnForm):
    """A passkey that asks for a finger, a face or a PIN, so that it is two factors in one."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("By which you know it again, for example “my telephone”."),
    )
    passwordless = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages = dict.fromkeys(("required", "invalid"), NO_PASSKEY)

    def clean_name(self):
        return name_clean(super().clean_name())

    def clean(self):
        credential = self.cleaned_data.get("credential")
        return _tried(self._proven, credential) if credential else self.cleaned_data

    def _proven(self, credential):
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise get_adapter().validation_error("incorrect_code")
        return self.cleaned_data


class PasskeyNameForm(Words, webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, error_messages={"required": _("Give it a name.")})

    def clean_name(self):
        return name_clean(self.cleaned_data["name"])


def _tried(function, *args):
    """What the function returns; a ValidationError where it trips over what was sent, whatever that was."""
    try:
        return function(*args)
    except ValidationError:
        raise
    except Exception as error:  # a forged answer can break the libraries in many ways
        raise get_adapter().validation_error("incorrect_code") from error
