"""The forms of the secretariat about the people and the domains of an organisation."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.domains import domain_of_address, is_plain
from partners.models import OrganisationDomain, RepresentativeRole

from .words import HOMOGRAPH, validate_domain_of_address


class AddPersonForm(forms.Form):
    """Who speaks for the organisation from today on: at once with a confirmed address, else by an invitation."""

    email = forms.EmailField(label=_("E-mail address"), validators=[validate_domain_of_address])
    role = forms.ChoiceField(
        label=_("Role"), choices=RepresentativeRole.choices, initial=RepresentativeRole.ADMINISTRATOR
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=lambda: settings.LANGUAGES)


class PersonRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=RepresentativeRole.choices)


class DomainForm(forms.Form):
    """A domain of which every address is the organisation's own."""

    name = forms.CharField(
        label=_("Domain"),
        max_length=253,
        help_text=_("For example example.org. Whoever confirmed an address there can administer the organisation."),
    )

    def clean_name(self):
        typed = self.cleaned_data["name"].lower().rpartition("@")[2].removeprefix("https://").removeprefix("www.")
        if not typed.isascii() and not is_plain(typed):
            raise ValidationError(HOMOGRAPH)
        name = domain_of_address(f"@{typed}")
        if not name:
            raise ValidationError(
                _("This is no domain of one organisation: it is not complete, or everybody can have an address there.")
            )
        if OrganisationDomain.objects.filter(name=name).exists():
            raise ValidationError(_("An organisation has this domain already."))
        return name


class SureForm(forms.Form):
    """A second look before something that gives or takes rights."""

    sure = forms.BooleanField(label=_("Yes, I am sure"))
