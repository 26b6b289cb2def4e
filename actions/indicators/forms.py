from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from actions.board.policies import may_change_for
from actions.services.submissions import may_submit
from core.dates import today
from core.private_files import validate_size
from editorial.facts_form import FactsForm

from .decimals import validate_decimals


class IndicatorForm(FactsForm):
    """The facts of an indicator, by somebody who works for the government that measures."""

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if not may_change_for(self.for_user, organisation.government_id):
            raise ValidationError(_("This body is of another government; only its own people set its indicators."))
        return organisation

    def clean_baseline_on(self):
        day = self.cleaned_data["baseline_on"]
        if day and day > today():
            raise ValidationError(_("A baseline tells what was; this day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        baseline, day = cleaned.get("baseline"), cleaned.get("baseline_on")
        if baseline is not None and not day and "baseline_on" not in self.errors:
            self.add_error("baseline_on", _("A baseline has a figure and a day."))
        if day and baseline is None and "baseline" not in self.errors:
            self.add_error("baseline", _("A baseline has a figure and a day."))
        check_decimals(self, "baseline", cleaned.get("decimals"))
        return cleaned


class FigureForm(FactsForm):
    """A new target or measurement, by somebody who works for the government that measures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "corrects" in self.fields:
            self.fields["corrects"].queryset = self._replaceable()

    def _replaceable(self):
        """Approved figures of the own government that no other one replaced."""
        service = self.for_user and self.for_user.service
        figures = self._meta.model.objects.approved().select_related("indicator")
        if not service:
            return figures.none()
        return figures.for_government(service.government_id).exclude(corrections__state__in=["submitted", "approved"])

    def clean_indicator(self):
        indicator = self.cleaned_data["indicator"]
        right = f"actions.add_{self._meta.model._meta.model_name}"
        if not may_submit(organisation=indicator.organisation, user=self.for_user, right=right):
            raise ValidationError(_("Another government measures this; only its own people send in figures."))
        if indicator.is_archived:
            raise ValidationError(_("This indicator is archived."))
        return indicator

    def clean(self):
        cleaned = super().clean()
        if indicator := cleaned.get("indicator"):
            check_decimals(self, "value", indicator.decimals)
        return cleaned


class MeasurementForm(FigureForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("Note")
        self.fields["reason"].help_text = _("What readers should know about this figure; may stay empty.")


def check_decimals(form, name, decimals):
    """Let no figure be sent in that readers would see rounded."""
    value = form.cleaned_data.get(name)
    if value is None or decimals is None:
        return
    try:
        validate_decimals(value, decimals)
    except ValidationError as error:
        form.add_error(name, error)


class ImportForm(forms.Form):
    """A spreadsheet with measurements."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An XLSX or CSV file. Of an XLSX file the first sheet is read."),
        validators=[
            FileExtensionValidator(["xlsx", "csv"], message=_("Choose an XLSX file (without macros) or a CSV file.")),
            validate_size,
        ],
    )
