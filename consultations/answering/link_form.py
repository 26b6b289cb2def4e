from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _


class LinkForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only for this link: it is not kept, but for a digest with which you can ask for another one."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
    )

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("email")

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        return [(message, self["email"].auto_id) for message in self["email"].errors]
