"""What a reader wants to compare: two days, or two governments."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.dates import add_months, today
from core.validators import validate_plausible_day

LONGEST_DAY, LONGEST_CODE = 20, 80
MONTHS_BACK = 12
NO_DAY = _("This day does not exist. Write it as year-month-day, such as 2025-12-31.")


class DatesForm(forms.Form):
    """Two days in the past, the earlier one first; what is wrong is said beside the field, and nothing is lost."""

    def __init__(self, data):
        typed = {name: (data.get(name) or "").strip()[:LONGEST_DAY] for name in ("from", "to")}
        defaults = {"from": add_months(today(), -MONTHS_BACK).isoformat(), "to": today().isoformat()}
        super().__init__({name: typed[name] or defaults[name] for name in typed})
        labels = {"from": _("The first day"), "to": _("The second day")}
        for name, label in labels.items():
            self.fields[name] = forms.DateField(
                label=label,
                localize=False,
                input_formats=["%Y-%m-%d"],
                validators=[validate_plausible_day, _not_to_come],
                error_messages={"invalid": NO_DAY},
                widget=forms.DateInput(attrs={"type": "date", "max": today().isoformat()}, format="%Y-%m-%d"),
            )
        for name in self.errors:
            # A browser empties a field for dates that holds none: as text, what was typed stays to be corrected.
            self.fields[name].widget.input_type = "text"
            self.fields[name].widget.attrs = {"inputmode": "numeric"}

    def clean(self):
        first, second = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and second and second <= first:
            self.add_error("to", _("The second day has to be later than the first."))
        return self.cleaned_data


def _not_to_come(day):
    if day > today():
        raise ValidationError(_("This day is still to come: choose today or an earlier day."))


class GovernmentsForm(forms.Form):
    """Two governments of those that promised something.

    `most_first`: their codes, those that promised most first: the first two are compared unless told.
    """

    def __init__(self, data, *, choices, most_first):
        codes = most_first
        typed = {name: (data.get(name) or "")[:LONGEST_CODE] for name in ("a", "b")}
        first = typed["a"] or next((code for code in codes if code != typed["b"]), "")
        second = typed["b"] or next((code for code in codes if code != first), "")
        super().__init__({"a": first, "b": second})
        unknown = {"invalid_choice": _("There is no such government here: choose one of the list.")}
        for name, label in (("a", _("One government")), ("b", _("The other government"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, error_messages=unknown)

    def clean(self):
        if self.cleaned_data.get("a") and self.cleaned_data.get("a") == self.cleaned_data.get("b"):
            self.add_error("b", _("Choose two different governments."))
        return self.cleaned_data
