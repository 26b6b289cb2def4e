from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """The address that somebody took part with."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one that you gave when you took part."),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    helper.layout = Layout("email")

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        return [(message, field.auto_id) for field in self for message in field.errors]
