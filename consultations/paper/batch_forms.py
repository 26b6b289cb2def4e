from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.models import Batch, Consultation
from core.private_files import private_storage
from core.sheets.problems import Refused

from .batch_reading import read_batch
from .batches import TAKEN
from .entry_forms import ArrivalForm, consultations_to_enter
from .source_field import SourceForm, source_field

ALL, GOOD = "all", "good"


class BatchForm(SourceForm, ArrivalForm):
    """A spreadsheet with many contributions; valid once it could be read, with `read` as what its dry run found."""

    consultation = forms.ModelChoiceField(label=_("Consultation"), queryset=Consultation.objects.none())
    file = source_field(_("Spreadsheet"), _("The template, filled in: XLSX, at most 10 MB, without formulas."))
    take = forms.ChoiceField(required=False, choices=[("", ""), (ALL, ALL), (GOOD, GOOD)], widget=forms.HiddenInput)

    field_order = ["consultation", "channel", "received_on", "file", "held", "take"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consultation"].queryset = consultations_to_enter()
        self.fields["file"].widget.attrs["accept"] = ".xlsx"
        self.read = None

    def clean(self):
        given = super().clean()
        consultation = given.get("consultation")
        if consultation is None or self.source is None:
            return given
        if not self.source["name"].lower().endswith(".xlsx"):
            self.add_error("file", _("This is not an XLSX file. Save it as XLSX, without macros."))
        elif Batch.objects.filter(consultation=consultation, digest=self.source["digest"]).exists():
            self.add_error("file", TAKEN)
        else:
            self._try_out(consultation)
        return given

    def _try_out(self, consultation):
        try:
            with private_storage().open(self.source["file"]) as file:
                self.read = read_batch(file, consultation)
        except (Refused, FileNotFoundError) as error:
            self.add_error("file", ValidationError(getattr(error, "message", _("Choose the file once more."))))
            return
        if not self.read.rows:
            self.add_error("file", _("There are no filled-in lines in this file."))

    def chosen_rows(self):
        """The lines that the person chose to take; None where that is not decided, or does not fit any more."""
        take = self.cleaned_data.get("take")
        is_clean = not self.read.bad and not self.read.problems
        if take == GOOD and self.read.good and not self.read.problems:
            return self.read.good
        return self.read.rows if take == ALL and is_clean else None
