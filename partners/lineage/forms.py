"""What became of an organisation: the forms of the secretariat."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.widgets import AdminSnippetChooser

from core.dates import today
from core.languages import language_codes, language_name, localized_name, localized_value
from partners.models import Organisation
from partners.space.words import LineField, NameField

from .estates import things_of

MOST_SUCCESSORS = 5


class DayForm(forms.Form):
    """The day on which it happened; whether that can be is decided by the service."""

    on = forms.DateField(
        label=gettext_lazy("From which day"),
        initial=today,
        widget=AdminDateInput,
        help_text=gettext_lazy("Today, or a day in the past."),
    )

    def __init__(self, data=None, *args, organisation, **kwargs):
        super().__init__(data and _with_possible_keys(data), *args, **kwargs)
        self.organisation = organisation
        self.add_fields()
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def add_fields(self):
        """What else this form asks."""


def _with_possible_keys(data):
    """Wagtail's choosers raise when a form comes back with a key that is no number: then it is a wrong choice."""
    data = data.copy()
    for name in data:
        value = data[name]
        if name.startswith("successor") and value and not (value.isascii() and value.isdecimal() and len(value) < 19):
            data[name] = "0"
    return data


class RenameForm(DayForm):
    def add_fields(self):
        for code in language_codes():
            self._add("name", NameField, code, _("Name (%(language)s)"), required=True)
        for code in language_codes():
            self._add("acronym", LineField, code, _("Acronym (%(language)s)"), required=False)

    def _add(self, name, field, code, label, *, required):
        self.fields[localized_name(name, code)] = field(
            label=label % {"language": language_name(code)},
            max_length=Organisation._meta.get_field(name).max_length,
            required=required,
            initial=localized_value(self.organisation, name, code),
            widget=forms.TextInput(attrs={"lang": code}),
        )

    def texts(self, name):
        return {code: self.cleaned_data[localized_name(name, code)] for code in language_codes()}


def organisation_field(label, **options):
    """Made anew for each form: the words of its button are in the language of who reads it."""
    records, widget = Organisation.objects.filter(archived_at__isnull=True), AdminSnippetChooser(model=Organisation)
    return forms.ModelChoiceField(label=label, queryset=records, widget=widget, **options)


class MergeForm(DayForm):
    def add_fields(self):
        self.fields["successor"] = organisation_field(_("Into which organisation it merged"))


class ReorganiseForm(DayForm):
    def add_fields(self):
        for number in range(1, MOST_SUCCESSORS + 1):
            self.fields[f"successor_{number}"] = organisation_field(
                _("Organisation %(number)s that came after it") % {"number": number},
                required=number == 1,
                help_text="" if number > 1 else _("A new one has to be made first, in the list of organisations."),
            )

    @property
    def successors(self):
        """Those that were chosen, each once."""
        names = [f"successor_{number}" for number in range(1, MOST_SUCCESSORS + 1)]
        return list(dict.fromkeys(one for one in map(self.cleaned_data.get, names) if one))


class HandOverForm(forms.Form):
    """Who answers from then on, for each thing that can be handed over."""

    def __init__(self, *args, organisation, successors, **kwargs):
        super().__init__(*args, **kwargs)
        for name, thing in things_of(organisation, successors).items():
            choices = [("", _("Not handed over")), *thing.heirs]
            self.fields[name] = forms.ChoiceField(label=thing.label, required=False, choices=choices)

    @property
    def chosen(self):
        return {name: heir for name, heir in self.cleaned_data.items() if heir}
