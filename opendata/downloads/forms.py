"""What the address of a download can ask for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.dates import today
from core.validators import validate_plausible_day


class DayForm(forms.Form):
    """`?on=2026-06-30`: what was known at the end of that day. A wrong day is an error: nobody wants another file."""

    on = forms.DateField(
        required=False, localize=False, input_formats=["%Y-%m-%d"], validators=[validate_plausible_day]
    )

    def __init__(self, data, *, is_dated):
        super().__init__({"on": data.get("on", "")})
        self.is_dated = is_dated

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and not self.is_dated:
            raise ValidationError(_("This data set has no past days: leave out “on”."))
        if day and day > today():
            raise ValidationError(_("This day is still to come."))
        return day if day != today() else None
