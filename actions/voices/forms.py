from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Commitment
from actions.services.submissions import may_submit
from core.dates import today
from editorial.facts_form import FactsForm


class AssessmentForm(FactsForm):
    """A new assessment; whether it may count as a second voice, the model checks."""

    def clean_corrects(self):
        corrected = self.cleaned_data["corrects"]
        if corrected and corrected.corrections.exists():
            raise ValidationError(_("Somebody already corrected this assessment."))
        return corrected


class RecommendationForm(FactsForm):
    """A recommendation with what answers it, chosen from all that is not archived."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {
            "actions": Action.objects.select_related("plan"),
            "commitments": Commitment.objects.select_related("organisation"),
        }
        for name, rows in choices.items():
            if name in self.fields:
                self.fields[name].queryset = rows.filter(archived_at__isnull=True)


class ResponseForm(FactsForm):
    """A new answer to a recommendation, by somebody who works for the government that gives it."""

    def clean_on_behalf_of(self):
        authority = self.cleaned_data["on_behalf_of"]
        if not may_submit(organisation=authority, user=self.for_user, right="actions.add_response"):
            raise ValidationError(_("This body is of another government; only its own people answer for it."))
        return authority

    def clean_answered_on(self):
        day = self.cleaned_data["answered_on"]
        if day and day > today():
            raise ValidationError(_("An answer was given already; this day is still to come."))
        return day


class OtherLanguageForm(forms.Form):
    """The reason of an assessment in another language."""

    language = forms.ChoiceField(label=_("Language"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages
