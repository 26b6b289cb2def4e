"""A work-around for Wagtail's choosers, which raise when a form comes back with a key that is no number."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm


class FactsForm(WagtailAdminModelForm):
    """The form of a record: a key that cannot be one is a wrong choice, said next to its field."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data and self._with_possible_keys(data), *args, **kwargs)

    @classmethod
    def _with_possible_keys(cls, data):
        rows = [formset.form for formset in cls.formsets.values()]
        names = {
            name
            for form in (cls, *rows)
            for name, field in form.base_fields.items()
            if isinstance(field, forms.ModelChoiceField)  # the one for several is one of them
        }
        data = data.copy()
        for key in data:
            if key.rpartition("-")[2] in names:
                data.setlist(key, [value if _can_be_a_key(value) else "0" for value in data.getlist(key)])
        return data


def _can_be_a_key(value):
    return not value or (value.isascii() and value.isdecimal() and len(value) < 19)
