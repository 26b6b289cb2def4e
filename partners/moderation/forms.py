"""The forms of the queue: what it shows, and the decision on one request."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .acts import LONGEST_REASON, seen_of

ACCEPT, RETURN = "accept", "return"
MINE = "mine"


class FilterForm(forms.Form):
    """What the queue is narrowed to; nothing in the address is an error."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    manager = forms.ChoiceField(
        label=gettext_lazy("Organisations"),
        required=False,
        choices=[
            ("", gettext_lazy("All organisations")),
            (MINE, gettext_lazy("Those of which I am the account manager")),
        ],
    )

    def __init__(self, data, *, kinds):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("All kinds")), *((kind.code, kind.label) for kind in kinds)]

    @property
    def chosen(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class DecisionForm(forms.Form):
    """Accept the request, or send it back with a reason."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (ACCEPT, gettext_lazy("Accept")),
            (RETURN, gettext_lazy("Send back with a reason")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: accept it, or send it back.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is sent back"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, request, language_name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_of(request)
        self.fields["reason"].widget.attrs["lang"] = request.language
        self.fields["reason"].help_text = _(
            "Only when you send it back: what should be different? It goes by mail to who asked, who wrote in this "
            "language: %(language)s."
        ) % {"language": language_name}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == RETURN and "reason" not in self.errors and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why: the reason is sent to who asked."))
        return cleaned
