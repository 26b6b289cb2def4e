"""Forms of the personal space about organisations."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from core.languages import language_name, localized_names
from core.querysets import LONGEST_QUERY
from partners.models import Representative, RepresentativeRole

from .words import LineField, TextField, validate_domain_of_address

LONGEST_REASON = 2000


class SpaceForm(forms.Form):
    """A form without a tag of its own, whose mistakes stand above it too, each with the field to go to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields)

    def refuse(self, error):
        """Show what a service refused at the field it is about, else above the form."""
        for name, messages in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, messages)

    def summary(self):
        """What is wrong: [(message, anchor)]."""
        lines = [(message, "") for message in self.non_field_errors()]
        for field in self:
            several = isinstance(field.field.widget, forms.RadioSelect)
            anchor = f"{field.auto_id}_0" if several else field.auto_id
            lines += [(f"{field.label} – {message}", anchor) for message in field.errors]
        return lines


class SearchForm(SpaceForm):
    """What somebody types to find their organisation."""

    q = LineField(
        label=_("Name, acronym or enterprise number"),
        validators=[MaxLengthValidator(LONGEST_QUERY)],
        help_text=_("For example 0999.000.030, or a part of the name in any language."),
    )


class InviteForm(SpaceForm):
    """Whom an administrator invites, as what, and in which language."""

    email = forms.EmailField(label=_("E-mail address"), validators=[validate_domain_of_address])
    role = forms.ChoiceField(
        label=_("Role"),
        choices=RepresentativeRole.choices,
        widget=forms.RadioSelect,
        initial=RepresentativeRole.MEMBER,
        help_text=_("Administrators also decide who else speaks for the organisation."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=lambda: settings.LANGUAGES, widget=forms.RadioSelect
    )


class SelfForm(SpaceForm):
    """What somebody is in the organisation, and what readers see of it."""

    shown = forms.ChoiceField(
        label=_("On the public page of the organisation"),
        choices=Representative.Shown.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Nobody sees anything of you unless you choose so here. You can change it at any time; what others copied "
            "before, search engines for example, does not come back by it."
        ),
    )

    def __init__(self, *args, representative, **kwargs):
        self.representative = representative
        initial = {name: getattr(representative, name) for name in ("shown", *localized_names("function"))}
        super().__init__(*args, initial=initial, **kwargs)
        longest = Representative._meta.get_field("function").max_length
        functions = {}
        for code, column in zip(dict(settings.LANGUAGES), localized_names("function"), strict=True):
            label = _("Your function ({language})").format(language=language_name(code))
            functions[column] = LineField(label=label, required=False, validators=[MaxLengthValidator(longest)])
        self.fields = functions | self.fields
        self.helper.layout = Layout(*self.fields)

    def save(self):
        for name in ("shown", *localized_names("function")):
            setattr(self.representative, name, self.cleaned_data[name])
        self.representative.full_clean()
        self.representative.save(update_fields=["shown", *localized_names("function")])


class AnswerForm(SpaceForm):
    """What an administrator says of somebody who claims to be a colleague."""

    YES, NO = "yes", "no"

    answer = forms.ChoiceField(
        label=_("Does this person speak for your organisation?"),
        choices=[(YES, _("Yes, from now on")), (NO, _("No"))],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(
        label=_("As what, if you say yes"),
        choices=RepresentativeRole.choices,
        initial=RepresentativeRole.MEMBER,
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("Why, in your own words"),
        longest=LONGEST_REASON,
        required=False,
        help_text=_("The person reads it. Needed when you say no."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.NO and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Say why: the person reads it."))
        return cleaned
