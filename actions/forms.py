from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .services import may_submit


class StatusReportForm(WagtailAdminModelForm):
    """A new entry of the log, by somebody who works for the government that made the promise."""

    def clean_commitment(self):
        commitment = self.cleaned_data["commitment"]
        if not may_submit(commitment=commitment, user=self.for_user):
            raise ValidationError(_("This promise was made by another government; only its own people report on it."))
        return commitment


class DecisionForm(forms.Form):
    """Approve a submitted report, or return it with a reason."""

    APPROVE, RETURN = "approve", "return"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(APPROVE, _("Approve: it counts from now on, for ever")), (RETURN, _("Return to the owner"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why it is returned"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when you return it: what should be different?"),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.RETURN and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that the owner knows what to change."))
        return cleaned


class TranslationForm(forms.Form):
    """The reason of a report in another language."""

    language = forms.ChoiceField(label=_("Language"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages
