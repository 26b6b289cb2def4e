"""The forms of coordinators about the people who report."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from actions.models import Commitment, ContactPerson, Responsibility
from core.dates import today
from core.validators import validate_plausible_day

from .permissions import keeps_all, organisations_of


class ContactForm(WagtailAdminModelForm):
    """A contact person of an organisation of one's own government; only administrators tie them to a log-in."""

    class Meta:
        model = ContactPerson
        fields = ["organisation", "name", "email", "language", "user"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(self.for_user)
        self.fields["user"].queryset = get_user_model().objects.filter(is_active=True).order_by("username")
        if not keeps_all(self.for_user):
            del self.fields["user"]

    def clean_email(self):
        """The constraint of the database looks at a field that no form has, so no form asks it."""
        email = self.cleaned_data["email"]
        others = ContactPerson.objects.filter(email__iexact=email, erased_at__isnull=True).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another contact person has this e-mail address."))
        return email


class GiveForm(forms.Form):
    """Which commitment of their organisation this person reports on, and since when."""

    commitment = forms.ModelChoiceField(label=_("Commitment"), queryset=None)
    since = forms.DateField(
        label=_("Since"), initial=today, widget=AdminDateInput, validators=[validate_plausible_day]
    )

    def __init__(self, *args, contact, **kwargs):
        super().__init__(*args, **kwargs)
        has_it = Responsibility.objects.filter(contact=contact, until__isnull=True)
        commitments = Commitment.objects.for_organisation(contact.organisation).filter(archived_at__isnull=True)
        commitments = commitments.exclude(pk__in=has_it.values("commitment")).select_related("organisation")
        self.fields["commitment"].queryset = commitments


class HandOverForm(forms.Form):
    """Who reports on the commitment from now on."""

    to = forms.ModelChoiceField(label=_("To whom"), queryset=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class SureForm(forms.Form):
    """A second look before something that cannot be taken back."""

    sure = forms.BooleanField(label=_("Yes, I am sure"))
