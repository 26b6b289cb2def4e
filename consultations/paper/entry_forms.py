from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.kinds import Channel
from consultations.models import Consultation
from core.dates import today
from core.private_files import private_storage
from core.sheets.problems import Refused
from core.validators import validate_plausible_day

from .form_reading import read_form
from .source_field import SourceForm, source_field

CHANNELS = [(channel.value, channel.label) for channel in Channel if channel != Channel.WEB]


def consultations_to_enter():
    """Those that opened already; a closed one takes what came in late too."""
    return Consultation.objects.opened().filter(opens_on__lte=today(), archived_at__isnull=True)


class ArrivalForm(forms.Form):
    """How and when something came in; `consultation` is known from elsewhere, or a field of a subclass."""

    consultation = None
    channel = forms.ChoiceField(label=_("Way in"), choices=CHANNELS)
    received_on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[validate_plausible_day],
        help_text=_("The day on which it reached you says whether it is in time."),
    )

    def clean_received_on(self):
        day, consultation = self.cleaned_data["received_on"], self.cleaned_data.get("consultation", self.consultation)
        if day > today():
            raise ValidationError(_("This day is still to come."))
        if consultation and day < consultation.opens_on:
            raise ValidationError(_("This day is before the first day of the consultation."))
        return day


class BeginForm(SourceForm, ArrivalForm):
    """What is entered, and from which document; a form of ours that came back as XLSX fills in the answers."""

    consultation = forms.ModelChoiceField(label=_("Consultation"), queryset=Consultation.objects.none())
    language = forms.ChoiceField(label=_("Language of the document"), choices=settings.LANGUAGES)
    file = source_field(
        _("Source"),
        _("The scan, the mail or the minutes, at most 10 MB. A form of ours as a spreadsheet fills in the answers."),
    )

    field_order = ["consultation", "channel", "received_on", "language", "file", "held"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consultation"].queryset = consultations_to_enter()
        self.filled = None
        """What a form of ours held; None for every other document."""

    def clean(self):
        given = super().clean()
        consultation = given.get("consultation")
        if consultation and self.source and self.source["name"].lower().endswith(".xlsx"):
            with private_storage().open(self.source["file"]) as file:
                try:
                    self.filled = read_form(file, consultation)
                except Refused:
                    self.filled = None
        return given


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name nobody: it stays in the log."),
    )  # fmt: skip

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if "\x00" in reason or not reason:
            raise ValidationError(_("Give the reason."))
        return reason
