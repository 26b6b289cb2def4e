from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """One box to tick: so that a click by accident erases nothing."""

    sure = forms.BooleanField(
        label=_("I understand that my account is erased at once and for ever."),
        error_messages={"required": _("Tick the box when you are sure. Nothing was erased.")},
    )
