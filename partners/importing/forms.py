from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.sheets.package import LARGEST_FILE
from core.sheets.problems import Refused

from .trial import Act, dry_run

ENDINGS = (".xlsx", ".csv")


class UploadForm(forms.Form):
    """A spreadsheet with organisations; valid once it could be read, with `trial` as what its dry run found."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("The template, filled in: XLSX or CSV, at most 10 MB and 250 rows, without formulas."),
        widget=forms.FileInput(attrs={"accept": ", ".join(ENDINGS)}),
    )

    def __init__(self, *args, may_change, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_change = may_change

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(ENDINGS):
            raise ValidationError(_("This is neither an XLSX file nor a CSV file. Save it as one of them."))
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _("This file is larger than %(megabytes)s MB."), params={"megabytes": LARGEST_FILE // (1024 * 1024)}
            )
        try:
            self.trial = dry_run(file, may_change=self.may_change)
        except Refused as refused:
            raise ValidationError(str(refused.message)) from None
        return file


class ChoicesForm(forms.Form):
    """What to do with each row; the first act that fits it unless somebody chose another one."""

    def __init__(self, data=None, *, outcomes):
        super().__init__(data)
        labels = dict(Act.choices)
        for outcome in outcomes:
            self.fields[f"row-{outcome.row}"] = forms.ChoiceField(
                label=_("Row {number}: what to do").format(number=outcome.row),
                choices=[(act, labels[act]) for act in outcome.acts],
                initial=outcome.acts[0],
            )

    def chosen(self):
        return {int(name.removeprefix("row-")): act for name, act in self.cleaned_data.items()}
