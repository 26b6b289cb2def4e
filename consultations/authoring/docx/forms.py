from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.languages import language_codes

from .reading import parts_of

EVERY = "every"


class UploadForm(forms.Form):
    """A DOCX file, and the language that it is in."""

    language = forms.ChoiceField(
        label=_("Language of the file"),
        choices=[*settings.LANGUAGES, (EVERY, _("Every language, side by side in a table"))],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("DOCX file"),
        help_text=_("Headings, paragraphs and tables are read; pictures, footnotes and comments are not."),
        widget=forms.FileInput({"accept": ".docx"}),
    )

    parts = ()

    @property
    def languages(self):
        chosen = self.cleaned_data.get("language")
        return language_codes() if chosen == EVERY else [chosen]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file") and cleaned.get("language"):
            try:
                self.parts = parts_of(cleaned["file"], self.languages)
            except ValidationError as error:
                self.add_error("file", error)
        return cleaned


class ConfirmForm(forms.Form):
    """What the editor decides about the dry run."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    keep_gone = forms.BooleanField(label=_("Keep what is not in the file"), required=False)
    apart = forms.MultipleChoiceField(label=_("A new clause"), required=False)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["apart"].choices = [
            (str(row.position), "") for row in plan.rows if row.old and row.position is not None
        ]

    def chosen_apart(self):
        return {int(position) for position in self.cleaned_data["apart"]}
