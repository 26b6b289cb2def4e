from django import forms

from core.listing import ForgivingCharField


class FeedForm(forms.Form):
    """Reads the address of a feed: the words of a search, and how far back."""

    q = ForgivingCharField(required=False)
    page = forms.IntegerField(required=False, min_value=1)
