"""Narrows a plan's ledger to the promises of some governments, or to those that stand somewhere: `?status=late`."""

from collections import Counter
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.facets import Option
from core.languages import localized_value
from core.listing import ActiveFilter, ForgivingMultipleChoiceField, Group

from .models.statuses import Standing

ANCHOR = "#ledger"


class PlanFilterForm(forms.Form):
    """Reads the address of a plan's page; nothing in it is an error."""

    status = ForgivingMultipleChoiceField(label=_("Status"), required=False, choices=Standing.choices)
    government = ForgivingMultipleChoiceField(label=_("Government"), required=False)

    def __init__(self, data, *, governments):
        super().__init__(data)
        self.fields["government"].choices = governments


class PlanFilter:
    """One reader's view of a plan's commitments, which came with their status and their government.

    `day`: the past day for which they came, carried along in every address and form; None for today.
    """

    def __init__(self, commitments, data, language, day=None):
        self.commitments = commitments
        self.carried = {"on": day.isoformat()} if day else {}
        found = {commitment.organisation.government for commitment in commitments} - {None}
        governments = sorted(found, key=lambda government: (government.order, government.code))
        choices = [(government.code, localized_value(government, "name", language)) for government in governments]
        self.form = PlanFilterForm(data, governments=choices)
        self.form.is_valid()
        self.chosen = self.form.cleaned_data

    @property
    def here(self):
        """The query string of the same day without any choice."""
        return f"?{urlencode(self.carried)}" if self.carried else ""

    @property
    def is_active(self):
        return any(self.chosen.values())

    def matching(self):
        """The commitments that fit every choice."""
        return [commitment for commitment in self.commitments if self._fits(commitment, self.chosen)]

    @cached_property
    def groups(self):
        """The choices with the number of commitments behind each, given the other choice."""
        groups = []
        for name, field in self.form.fields.items():
            others = {other: values for other, values in self.chosen.items() if other != name}
            counts = Counter(_values(row)[name] for row in self.commitments if self._fits(row, others))
            chosen = self.chosen[name]
            options = [
                Option(value, str(label), counts[value], value in chosen)
                for value, label in field.choices
                if counts[value] or value in chosen
            ]
            if len(options) > 1 or chosen:
                groups.append(Group(name, field.label, options, True))
        return groups

    @property
    def active_filters(self):
        return [
            ActiveFilter(str(dict(field.choices)[value]), self._without(name, value))
            for name, field in self.form.fields.items()
            for value in self.chosen[name]
        ]

    def _without(self, name, value):
        rest = self.carried | self.chosen | {name: [other for other in self.chosen[name] if other != value]}
        return f"?{urlencode(rest, doseq=True)}{ANCHOR}"

    def _fits(self, commitment, chosen):
        values = _values(commitment)
        return all(not allowed or values[name] in allowed for name, allowed in chosen.items())


def _values(commitment):
    government = commitment.organisation.government
    return {"status": str(commitment.standing()), "government": government.code if government else ""}
