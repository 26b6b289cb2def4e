"""The forms in which somebody decides on what was sent in, and adds the other language."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.services.submissions import languages_without_reason

WHY = gettext_lazy("Say why, so that the owner knows what to change.")


class DecisionForm(forms.Form):
    """Approve what was sent in, with the other language beside it, or return it with a reason."""

    APPROVE, RETURN, LATER = "approve", "return", ""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (APPROVE, gettext_lazy("Approve: it counts from now on, for ever")),
            (RETURN, gettext_lazy("Return to the owner")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is returned"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only when you return it: what should be different?"),
    )

    def __init__(self, *args, submission, may_wait=False, **kwargs):
        super().__init__(*args, **kwargs)
        if may_wait:
            self.fields["decision"].required = False
            self.fields["decision"].choices = [(self.LATER, _("Decide later")), *self.fields["decision"].choices]
        self.languages = languages_without_reason(submission)
        for code, name in self.languages:
            self.fields[f"words_{code}"] = words_field(code, name, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.RETURN and not cleaned.get("reason", "").strip():
            self.add_error("reason", WHY)
        return cleaned

    @property
    def words(self):
        """What was filled in of the other languages: {code: text}."""
        found = {code: self.cleaned_data.get(f"words_{code}", "").strip() for code, _name in self.languages}
        return {code: text for code, text in found.items() if text}


class EveryForm(forms.Form):
    """One decision on all of a screen that has none of its own."""

    every = forms.ChoiceField(
        label=gettext_lazy("All others on this screen"),
        required=False,
        choices=[
            ("", gettext_lazy("Decide later")),
            (DecisionForm.APPROVE, gettext_lazy("Approve")),
            (DecisionForm.RETURN, gettext_lazy("Return to the owner")),
        ],
    )
    every_reason = forms.CharField(
        label=gettext_lazy("Why they are returned"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("every") == DecisionForm.RETURN and not cleaned.get("every_reason", "").strip():
            self.add_error("every_reason", WHY)
        return cleaned


class WordsForm(forms.Form):
    """The reason of something that was sent in, in the languages that it lacks."""

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in languages:
            self.fields[f"words_{code}"] = words_field(code, name, required=len(languages) == 1)

    @property
    def words(self):
        found = {name.removeprefix("words_"): text.strip() for name, text in self.cleaned_data.items()}
        return {code: text for code, text in found.items() if text}


def words_field(code, name, *, required):
    return forms.CharField(
        label=_("Reason in %(language)s") % {"language": name},
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
        help_text="" if required else _("Added when you approve; it can also follow later."),
    )
