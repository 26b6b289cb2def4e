"""What a manager says when a version is made, or more time is given."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from consultations.services.extending import LONGEST_REASON
from consultations.services.opening import LONGEST_NOTE
from core.languages import language_codes, localized_name
from core.validators import validate_plausible_day

from .refusals import CHANGED_MEANWHILE

DIGITS = 64
"""Of a SHA-256."""


class SeenForm(forms.Form):
    """What was on the screen when the button was pressed: nothing else is made public."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        """Its error stands above the form: the field itself is not seen."""
        if len(self.cleaned_data.get("seen", "")) != DIGITS:
            raise ValidationError(CHANGED_MEANWHILE)
        return super().clean()


def add_words(form, name, label, longest):
    """A text per language, each of which everybody is shown."""
    for code, language in settings.LANGUAGES:
        form.fields[localized_name(name, code)] = forms.CharField(
            label=format_lazy("{} · {}", label, language),
            widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            max_length=longest,
            help_text=_("Shown to everybody."),
        )


def words_in(form, name):
    """{language code: words}."""
    return {code: form.cleaned_data[localized_name(name, code)] for code in language_codes()}


class CorrectionForm(SeenForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        add_words(self, "note", _("What changed, and why"), LONGEST_NOTE)


class ChangeForm(CorrectionForm):
    """Also asks of each question of which only words changed whether it means something else now."""

    meanings = forms.MultipleChoiceField(
        label=_("Asks something else now"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Only the words of these questions changed. Tick those that earlier answers would not be answers to: "
            "they go on as new questions."
        ),
    )

    def __init__(self, *args, reworded, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meanings"].choices = reworded
        if not reworded:
            del self.fields["meanings"]


class ExtensionForm(forms.Form):
    closes_on = forms.DateField(
        label=_("New last day"),
        widget=AdminDateInput,
        validators=[validate_plausible_day],
        help_text=_("Until midnight in Brussels at the end of that day. It can only become later, never earlier."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        add_words(self, "reason", _("Reason"), LONGEST_REASON)
