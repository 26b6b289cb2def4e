from django import forms
from django.utils.translation import gettext_lazy as _

from core.listing import ForgivingCharField


class SearchForm(forms.Form):
    """Reads the address of a search; nothing in it is an error."""

    q = ForgivingCharField(label=_("What are you looking for?"), required=False)
    page = ForgivingCharField(required=False)
