from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.sheets.package import LARGEST_FILE
from core.sheets.problems import Refused

from .importing import dry_run


class UploadForm(forms.Form):
    """A spreadsheet, and what it would change."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("XLSX, at most 10 MB: a download of the plan that you changed, or a filled-in template."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    work = None
    """The kind of Import that tries it out, see `dry_run`."""

    def __init__(self, *args, plan=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.user = plan, user

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError(_("This is not an XLSX file. Save it as XLSX, without macros."))
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _("This file is larger than %(megabytes)s MB."), params={"megabytes": LARGEST_FILE // (1024 * 1024)}
            )
        try:
            self.difference = dry_run(file=file, plan=self.plan, user=self.user, work=self.work)
        except Refused as refused:
            raise ValidationError(refused.message) from None
        return file


class ShownForm(forms.Form):
    """Which part of a difference to show."""

    ALL, PROBLEMS, NEW, CHANGED = "", "problems", "new", "changed"

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            (ALL, _("Everything")),
            (PROBLEMS, _("Problems only")),
            (NEW, _("New rows only")),
            (CHANGED, _("Changed rows only")),
        ],
    )
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(self, data, *, sheets):
        super().__init__(data)
        self.fields["sheet"].choices = [("", _("All sheets")), *((title, title) for title in sheets)]

    def chosen(self, name):
        """The choice, or everything for one that is not offered."""
        self.is_valid()
        return self.cleaned_data.get(name, "")
