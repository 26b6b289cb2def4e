"""Reads for which day somebody wants to see a plan; nothing in an address is an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import today
from core.validators import validate_plausible_day


class AsOfForm(forms.Form):
    """A day until today, in the way a browser sends it."""

    on = forms.DateField(
        label=_("As it stood on"),
        required=False,
        validators=[validate_plausible_day],
        widget=forms.DateInput(attrs={"type": "date", "class": "asof__field"}, format="%Y-%m-%d"),
        localize=False,
        input_formats=["%Y-%m-%d"],
    )


def day_asked(data):
    """The day in the query string `?on=2026-06-30`, or None for today, the future and what is no day."""
    form = AsOfForm(data)
    day = form.cleaned_data["on"] if form.is_valid() else None
    return day if day and day < today() else None


def form_for(day):
    """The field to choose another day, filled in with this one."""
    form = AsOfForm(initial={"on": day or today()})
    form.fields["on"].widget.attrs["max"] = today().isoformat()
    return form
