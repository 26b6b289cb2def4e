from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from core.languages import localized_names
from core.private_files import validate_size
from editorial.facts_form import FactsForm

from .board.policies import may_change_for
from .models import Commitment, Milestone, MilestoneReached
from .models.reports import EVIDENCE_EXTENSIONS
from .services.submissions import may_submit


class OwnGovernmentForm(FactsForm):
    """A record with an organisation, by somebody who works for its government."""

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if organisation and not may_change_for(self.for_user, organisation.government_id):
            raise ValidationError(_("This organisation belongs to another government; only its own people do this."))
        return organisation


class CommitmentForm(OwnGovernmentForm):
    """A commitment with its milestones, of which none that a report mentions goes away."""

    def __init__(self, data=None, *args, **kwargs):
        self.kept = []
        instance = kwargs.get("instance")
        if data is not None and instance and instance.pk:
            data = self._without_deletions(data, instance)
        super().__init__(data, *args, **kwargs)

    def _without_deletions(self, data, commitment):
        """The data, with the milestones still there that reports mention; remembers which were to go."""
        mentioned = MilestoneReached.objects.filter(milestone__commitment=commitment)
        mentioned = {str(pk) for pk in mentioned.values_list("milestone", flat=True)}
        data = data.copy()
        total = data.get("milestones-TOTAL_FORMS", "")
        for place in range(min(int(total), 1000) if total.isdecimal() and len(total) < 10 else 0):
            is_mentioned = data.get(f"milestones-{place}-id") in mentioned
            if is_mentioned and data.get(f"milestones-{place}-DELETE"):
                data[f"milestones-{place}-DELETE"] = ""
                self.kept.append(place)
        return data

    def is_valid(self):
        is_valid = super().is_valid()
        if not self.kept or "milestones" not in self.formsets:
            return is_valid
        forms_of_milestones = self.formsets["milestones"].forms
        for place in self.kept:
            if place < len(forms_of_milestones) and not forms_of_milestones[place].errors:
                message = _("A report says that this milestone was reached, so it stays. Its name and day can change.")
                forms_of_milestones[place].add_error(localized_names("name")[0], message)
        return False


class StatusReportForm(FactsForm):
    """A new entry of the log, by somebody who works for the government that made the promise."""

    milestones = forms.ModelMultipleChoiceField(
        label=_("Milestones reached"),
        queryset=Milestone.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those of the commitment that no report mentioned yet."),
    )
    evidence_title = forms.CharField(
        label=_("Evidence: what it is"),
        required=False,
        max_length=200,
        help_text=_("The words of the link, for example “Annual report 2026”."),
    )
    evidence_url = forms.URLField(
        label=_("Evidence: an address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("A public page or document that shows it."),
    )
    evidence_file = forms.FileField(
        label=_("Evidence: a document"),
        required=False,
        validators=[FileExtensionValidator(EVIDENCE_EXTENSIONS), validate_size],
    )
    evidence_private = forms.BooleanField(
        label=_("Only for coordinators"), required=False, help_text=_("Readers do not see this evidence.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        commitment = self._commitment()
        if commitment:
            reached = MilestoneReached.objects.filter(report__state="approved", milestone__commitment=commitment)
            open_ones = Milestone.objects.filter(commitment=commitment).exclude(pk__in=reached.values("milestone"))
            self.fields["milestones"].queryset = open_ones
        else:
            self.fields["milestones"].help_text = _(
                "Come here from the dossier of the commitment: then its milestones can be ticked."
            )

    def _commitment(self):
        """The primary key of the commitment that was chosen, or that the form was opened for."""
        chosen = self.data.get("commitment") or self.get_initial_for_field(self.fields["commitment"], "commitment")
        if isinstance(chosen, Commitment):
            return chosen.pk
        return int(chosen) if str(chosen).isdecimal() and len(str(chosen)) < 10 else None

    def clean_commitment(self):
        commitment = self.cleaned_data["commitment"]
        if not may_submit(organisation=commitment.organisation, user=self.for_user):
            raise ValidationError(_("This promise was made by another government; only its own people report on it."))
        return commitment
