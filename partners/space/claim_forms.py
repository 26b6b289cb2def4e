"""The forms with which somebody claims an organisation."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import language_name, localized_names
from core.validators import normalise_enterprise_number, validate_enterprise_number
from partners.models import Organisation, Representative

from .forms import LONGEST_REASON, SpaceForm
from .words import LineField, NameField, TextField, validate_site

MOST_ALIKE = 5


class ClaimForm(SpaceForm):
    """Who somebody is in an organisation, and why they speak for it."""

    function = LineField(
        label=gettext_lazy("Your function in the organisation"),
        required=False,
        validators=[MaxLengthValidator(Representative._meta.get_field("function").max_length)],
    )
    motivation = TextField(
        label=gettext_lazy("Why you speak for this organisation"),
        longest=LONGEST_REASON,
        help_text=gettext_lazy("One or two sentences, for whoever looks at your claim."),
    )

    def typed(self):
        return {name: self.cleaned_data[name] for name in ("function", "motivation")}


class NewOrganisationForm(ClaimForm):
    """The same, of an organisation that is not in the register yet."""

    enterprise_number = LineField(
        label=gettext_lazy("Enterprise number (KBO/BCE)"),
        required=False,
        validators=[validate_enterprise_number],
        help_text=gettext_lazy("Ten digits, for example 0999.000.030. Leave empty if it has none."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of organisation"))
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        assume_scheme="https",
        validators=[validate_site, MaxLengthValidator(200)],
        help_text=gettext_lazy("Of the organisation itself."),
    )
    is_another = forms.BooleanField(
        label=gettext_lazy("None of these: mine is another organisation with that name"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.alike = []
        self.fields["kind"].choices = [("", _("Choose one")), *Organisation.Kind.choices]
        names = localized_names("name")
        for code, column in zip(dict(settings.LANGUAGES), names, strict=True):
            label = _("Name of the organisation ({language})").format(language=language_name(code))
            longest = Organisation._meta.get_field("name").max_length
            self.fields[column] = NameField(label=label, required=False, validators=[MaxLengthValidator(longest)])
        self.facts = Fieldset(_("The organisation"), *names, "enterprise_number", "kind", "website")
        self.helper.layout = Layout(self.facts, Fieldset(_("You"), "function", "motivation"))

    def typed(self):
        own = {name: self.cleaned_data[name] for name in (*localized_names("name"), "kind", "website")}
        number = normalise_enterprise_number(self.cleaned_data["enterprise_number"])
        return super().typed() | own | {"enterprise_number": number}

    def clean_enterprise_number(self):
        number = normalise_enterprise_number(self.cleaned_data["enterprise_number"])
        self.alike = list(Organisation.objects.public().filter(enterprise_number=number)) if number else []
        if self.alike:
            raise ValidationError(_("An organisation with this number is in the register: claim that one."))
        return self.cleaned_data["enterprise_number"]

    def clean(self):
        cleaned = super().clean()
        columns = localized_names("name")
        names = [cleaned[column] for column in columns if cleaned.get(column)]
        if not names and not any(column in self.errors for column in columns):
            self.add_error(columns[0], _("Give the name in at least one language."))
        if names and not self.alike:
            self.alike = self._with_name(names)
            if self.alike:
                self.facts.fields.insert(len(columns), "is_another")
            if self.alike and not cleaned.get("is_another"):
                self.add_error("is_another", _("There are organisations with that name: is yours one of them?"))
        return cleaned

    def _with_name(self, names):
        same = Q()
        for column in localized_names("name"):
            for name in names:
                same |= Q(**{f"{column}__iexact": name})
        return list(Organisation.objects.public().filter(same)[:MOST_ALIKE])
