"""Making a progress report: choose a plan and a day, look at the counts, confirm."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from actions.models import ActionPlan
from actions.services.snapshots import content_check
from core.canonical import digest_of
from core.languages import language_codes, language_name, localized_name


class ProgressReportForm(forms.Form):
    plan = forms.ModelChoiceField(label=gettext_lazy("Action plan"), queryset=ActionPlan.objects.public())
    as_of = forms.DateField(
        label=gettext_lazy("As of"),
        widget=AdminDateInput,
        help_text=gettext_lazy("A day that is over. The report shows how the plan stood at the end of it, for ever."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    """The digest of the content that was shown before confirming."""

    content = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {code: localized_name("name", code) for code in language_codes()}
        for code, name in self.names.items():
            self.fields[name] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language_name(code)},
                max_length=200,
                widget=forms.TextInput({"lang": code}),
                help_text=_("The title of its page, for example “Progress report 2025”."),
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("plan") and cleaned.get("as_of"):
            self.content = content_check(plan=cleaned["plan"], as_of=cleaned["as_of"])
        return cleaned

    @property
    def was_seen(self):
        """Whether what would be frozen is what the person looked at."""
        return bool(self.content) and self.cleaned_data.get("seen") == digest_of(self.content)

    def report_values(self):
        data = self.cleaned_data
        names = {code: data[name] for code, name in self.names.items()}
        return {"plan": data["plan"], "as_of": data["as_of"], "names": names}
