from crispy_forms.layout import LayoutObject
from crispy_forms.utils import render_field
from django.template.loader import render_to_string

from core.languages import language_codes


class Beside(LayoutObject):
    """Fields of several languages, side by side where there is room: a row for each text."""

    def __init__(self, *fields):
        self.fields = list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        cells = [
            {"html": render_field(name, form, context, template_pack=template_pack), "lang": code}
            for name, code in zip(self.fields, language_codes(), strict=True)
        ]
        return render_to_string("partners/profile/beside.html", {"cells": cells})
