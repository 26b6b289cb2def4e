"""The forms with which somebody comes in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.account.internal.userkit import get_user_by_username
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from . import addresses, limits
from .fields import Words, address_field, code_field, name_clean


class AddressForm(Words, RequestLoginCodeForm):
    """Where a code for the log-in goes; who has no account gets a mail that says so."""

    email = address_field()

    def clean_email(self):
        email = addresses.address_clean(self.cleaned_data["email"])
        self._user = addresses.user_of(email)
        limits.check(context.request, "code", limits.account_of(self._user, email))
        if self._user:
            addresses.address_keep(self._user)
        return email


class PasswordForm(Words, forms.Form):
    """For who was given a password with their account."""

    username = forms.CharField(
        label=_("E-mail address or user name"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Give your e-mail address or user name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Give your password.")},
    )

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self):
        typed, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (typed and password):
            return
        # One name, not both: each is one look at a password, so that no time tells whether an account is there.
        name = "email" if "@" in typed else "username"
        found = addresses.user_of(typed) if name == "email" else get_user_by_username(typed)
        limits.check(self.request, "password", limits.account_of(found, typed))
        adapter = get_adapter()
        self.user = adapter.authenticate(self.request, **{name: typed, "password": password})
        if self.user is None:
            raise adapter.validation_error("email_password_mismatch")


class SignUpForm(Words, SignupForm):
    """A name and an address; the code that is mailed to it takes the place of a password."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _("Give your first name.")},
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": _("Give your last name.")},
    )
    email = address_field(help_text=_("A code goes there, now and whenever you log in. It is not shown to anybody."))
    field_order = ("first_name", "last_name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def clean_first_name(self):
        return name_clean(self.cleaned_data["first_name"])

    def clean_last_name(self):
        return name_clean(self.cleaned_data["last_name"])

    def clean(self):
        data = super().clean()
        if data.get("email") and not self.errors:
            account = limits.account_of(addresses.user_of(data["email"]), data["email"])
            limits.check(context.request, "sign-up", account)
        return data


class CodeForm(Words, ConfirmLoginCodeForm):
    """The code that was mailed; after three tries, counted wherever they come from, it is worth nothing."""

    code = code_field(label=_("Code from the mail"))

    def clean_code(self):
        if self.expected_code and not limits.code_try_left(context.request, self.expected_code):
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class AddressCodeForm(CodeForm, ConfirmEmailVerificationCodeForm):
    """The same, for an address that is new to us."""
