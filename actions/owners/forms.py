"""The form with which an owner reports on one commitment."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from actions.models import StatusReport
from actions.models.reports import EVIDENCE_EXTENSIONS
from actions.models.statuses import Status
from core.private_files import validate_size
from core.validators import validate_plausible_day

from .typed import LABELS

LONGEST_REASON = StatusReport._meta.get_field("reason").max_length
EVERYBODY, COORDINATORS = "everybody", "coordinators"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ReportForm(forms.Form):
    """Where a commitment stands and why, with what shows it. Fields that do not fit the commitment are left out."""

    status = forms.ChoiceField(label=LABELS["status"], choices=Status.choices, widget=forms.RadioSelect)
    holds_on = forms.DateField(
        label=LABELS["holds_on"],
        widget=DayInput,
        validators=[validate_plausible_day],
        help_text=_("The day for which this status is true; today unless you say otherwise."),
    )
    reason = forms.CharField(
        label=LABELS["reason"],
        # A limit of the browser would cut what is pasted without a word.
        validators=[MaxLengthValidator(LONGEST_REASON)],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What happened, in one to three sentences. Everybody will be able to read it."),
    )
    language = forms.ChoiceField(
        label=LABELS["language"],
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("One language is enough; your coordinator adds the other."),
    )
    milestones = forms.ModelMultipleChoiceField(
        label=LABELS["milestones"], queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    moves_to = forms.DateField(
        required=False,
        widget=DayInput,
        validators=[validate_plausible_day],
        help_text=_("Only when the date moves. Say why in your explanation; the earlier date stays visible."),
    )
    evidence_url = forms.URLField(
        label=LABELS["evidence_url"],
        required=False,
        assume_scheme="https",
        validators=[MaxLengthValidator(500)],
        help_text=_("A page or document on the web that shows it."),
    )
    evidence_file = forms.FileField(
        label=_("Evidence: a document"),
        required=False,
        max_length=150,
        validators=[FileExtensionValidator(EVIDENCE_EXTENSIONS), validate_size],
        help_text=_(
            "Instead of an address, at most 10 MB. It is not kept in between: choose it just before you send."
        ),
    )
    evidence_for = forms.ChoiceField(
        label=LABELS["evidence_for"],
        required=False,
        initial=EVERYBODY,
        choices=[(EVERYBODY, _("Everybody")), (COORDINATORS, _("Only coordinators of the same government"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, commitment, **kwargs):
        super().__init__(*args, **kwargs)
        milestones = commitment.milestones.exclude(reached__report__state=StatusReport.State.APPROVED)
        self._offer("milestones", milestones.exists())
        if "milestones" in self.fields:
            self.fields["milestones"].queryset = milestones
        self._offer("moves_to", commitment.first_deadline or commitment.review_on)
        if "moves_to" in self.fields:
            self.fields["moves_to"].label = _("New review date") if commitment.is_ongoing else _("New deadline")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *self._there("status", "holds_on", "reason", "language", "milestones", "moves_to"),
            Fieldset(_("What shows it"), "evidence_url", "evidence_file", "evidence_for"),
        )

    def _offer(self, name, is_offered):
        if not is_offered:
            del self.fields[name]

    def _there(self, *names):
        return [name for name in names if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("evidence_url") and cleaned.get("evidence_file"):
            self.add_error("evidence_file", _("Give an address or a document, one of the two."))
        elif self.errors and cleaned.get("evidence_file"):
            self.add_error("evidence_file", _("Choose the document again: the browser does not keep it."))
        return cleaned

    def refuse(self, error):
        """Show what the log refused at the field it is about, else above the form."""
        for name, messages in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, messages)
        if self.files.get("evidence_file"):
            self.add_error("evidence_file", _("Choose the document again: the browser does not keep it."))

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        lines = [(message, "") for message in self.non_field_errors()]
        for field in self:
            several = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
            anchor = f"{field.auto_id}_0" if several else field.auto_id
            lines += [(f"{field.label} – {message}", anchor) for message in field.errors]
        return lines
