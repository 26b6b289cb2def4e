from django import forms
from django.utils.translation import gettext_lazy as _

from core.listing import ForgivingCharField, ForgivingMultipleChoiceField
from core.models import Theme
from core.terms import terms_of

from .kinds import LABELS
from .questions import LONGEST


class WordsField(forms.CharField):
    """What somebody typed; the question it asks is read from it elsewhere."""

    def clean(self, value):
        return (value or "").replace("\x00", " ")[:LONGEST].strip()


class SearchForm(forms.Form):
    """Reads the address of a search; nothing in it is an error."""

    q = WordsField(label=_("What are you looking for?"), required=False)
    kind = ForgivingMultipleChoiceField(label=_("Kind"), required=False, choices=list(LABELS.items()))
    theme = ForgivingMultipleChoiceField(label=_("Theme"), required=False)
    other = ForgivingCharField(required=False)
    """Filled in when results in other languages are wanted too."""
    page = ForgivingCharField(required=False)

    def __init__(self, data, language):
        super().__init__(data)
        self.labels = {
            "kind": {code: str(label) for code, label in LABELS.items()},
            "theme": {term.value: term.label for term in terms_of(Theme, language)},
        }
        self.fields["theme"].choices = self.labels["theme"].items()
