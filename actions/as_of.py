"""Reads for which day somebody wants to see a plan; what cannot be asked for is said beside the field."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import today
from core.validators import validate_plausible_day

LONGEST_DAY = 30
"""So many signs of what somebody typed are read and shown again."""


class AsOfForm(forms.Form):
    """A day until today, in the way a browser sends it; not before `begins_on`, where that is known."""

    on = forms.DateField(
        label=gettext_lazy("As it stood on"),
        required=False,
        validators=[validate_plausible_day],
        widget=forms.DateInput(attrs={"type": "date", "class": "asof__field"}, format="%Y-%m-%d"),
        localize=False,
        input_formats=["%Y-%m-%d"],
        error_messages={
            "invalid": gettext_lazy("There is no such day. Write year, month and day, for example 2026-06-30.")
        },
    )

    def __init__(self, *args, begins_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.begins_on = begins_on
        attrs = self.fields["on"].widget.attrs
        attrs["max"] = today().isoformat()
        if begins_on:
            attrs["min"] = begins_on.isoformat()

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > today():
            raise ValidationError(_("This day is still to come; you see today."))
        if day and self.begins_on and day < self.begins_on:
            begins_on = date_format(self.begins_on, "DATE_FORMAT")
            raise ValidationError(
                _("Of this plan nothing is known before {date}; you see today.").replace("{date}", begins_on)
            )
        return day


@dataclass(frozen=True)
class Asked:
    day: date | None
    """None for today."""
    form: AsOfForm


def asked(data, begins_on=None):
    """The day in the query string `?on=2026-06-30`, with the field to choose another one and what is wrong with it."""
    typed = (data.get("on") or "").replace("\x00", "").strip()[:LONGEST_DAY]
    form = AsOfForm({"on": typed}, begins_on=begins_on)
    if typed and not form.is_valid():
        if form.has_error("on", "invalid"):
            # A browser empties a field for days in which there is none.
            form.fields["on"].widget.input_type = form.fields["on"].widget.attrs["type"] = "text"
        return Asked(None, form)
    day = form.cleaned_data["on"] if typed else None
    day = day if day and day < today() else None
    return Asked(day, AsOfForm(initial={"on": day or today()}, begins_on=begins_on))


def day_asked(data):
    """The day alone; None for today, the future and what is no day."""
    return asked(data).day
