"""The forms with which somebody who is logged in changes their address or password."""

from allauth.account.forms import AddEmailForm, ChangePasswordForm, ReauthenticateForm
from allauth.core import context
from django.utils.translation import gettext_lazy as _

from . import addresses, limits
from .fields import Words, address_field


class NewAddressForm(Words, AddEmailForm):
    """Where mails go from now on; it changes once the code that is mailed there was typed."""

    email = address_field()

    def clean_email(self):
        email = super().clean_email()
        limits.check(context.request, "code", limits.account_of(addresses.user_of(email), email))
        return email


class NewPasswordForm(Words, ChangePasswordForm):
    """A new password, for who has one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": _("Your password"), "password1": _("New password"), "password2": _("Once more")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = _("Fill this in.")

    def clean(self):
        data = super().clean()
        if "password1" in data and "password2" in self.errors:
            self._errors["password2"] = self.error_class([_("Type the same new password twice.")])
        return data


class AgainPasswordForm(Words, ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Give your password.")

    def clean_password(self):
        limits.check(context.request, "password", limits.account_of(self.user))
        return super().clean_password()
