from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a text goes back to who wrote it."""

    comment = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        help_text=_("Say what has to change. The author gets it by mail."),
    )
