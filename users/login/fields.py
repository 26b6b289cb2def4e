"""What the forms of the log-in share: how they look, their fields, and what a name may hold."""

import unicodedata

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import limits

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
LONGEST_CODE = 50


class Words:
    """The platform’s fields and words: errors stand beside the field and, with a link to it, above the form."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            # A limit of the browser would cut what is pasted without a word.
            field.widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields)

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        rows = [(message, "") for message in self.non_field_errors()]
        for field in self:
            rows += [(message, "" if field.is_hidden else field.auto_id) for message in field.errors]
        return rows

    @property
    def is_limited(self):
        return any(error.code == limits.LIMITED for errors in self.errors.as_data().values() for error in errors)


def address_field(**values):
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
        **values,
    )


def code_field(**values):
    messages = {"required": _("Type the code.")}
    return forms.CharField(max_length=LONGEST_CODE, widget=forms.TextInput(CODE), error_messages=messages, **values)


def name_clean(text):
    """A name without signs that nobody sees, or that turn the text around."""
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"} for sign in text):
        raise ValidationError(_("The name has a sign that cannot be seen. Type it yourself, rather than pasting it."))
    return text
