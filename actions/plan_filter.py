"""Narrows a plan's ledger to the promises of some governments, or to those that stand somewhere: `?status=late`."""

from collections import Counter
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.facets import Option
from core.listing import ActiveFilter, ForgivingMultipleChoiceField, Group

from .models.statuses import Standing

ANCHOR = "#ledger"


class PlanFilterForm(forms.Form):
    """Reads the address of a plan's page; nothing in it is an error."""

    status = ForgivingMultipleChoiceField(label=_("Status"), required=False, choices=Standing.choices)
    government = ForgivingMultipleChoiceField(label=_("Government"), required=False)
    pillar = ForgivingMultipleChoiceField(label=_("Pillar"), required=False)
    theme = ForgivingMultipleChoiceField(label=_("Theme"), required=False)
    changed = ForgivingMultipleChoiceField(label=_("Changed this quarter"), required=False)

    def __init__(self, data, *, labels):
        super().__init__(data)
        for name, choices in labels.items():
            self.fields[name].choices = list(choices.items())


class PlanFilter:
    """One reader's view of where a plan's promises stand: of [Stand].

    `labels`: the values of government, pillar, theme and change in words; `day`: the past day of which they are,
    carried along in every address and form; None for today.
    """

    def __init__(self, stands, labels, data, day=None):
        self.stands = stands
        self.values = [(stand, values_of(stand)) for stand in stands]
        self.carried = {"on": day.isoformat()} if day else {}
        self.form = PlanFilterForm(data, labels=labels)
        self.form.is_valid()
        self.chosen = self.form.cleaned_data

    @property
    def here(self):
        """The query string of the same day without any choice."""
        return self.query()

    def query(self, **chosen):
        """The query string of the same day with these choices; empty for today without any."""
        asked = self.carried | {name: values for name, values in chosen.items() if values}
        return f"?{urlencode(asked, doseq=True)}" if asked else ""

    def url(self, **chosen):
        """The address of the list with these choices."""
        return f"{self.query(**chosen)}{ANCHOR}"

    @property
    def is_active(self):
        return any(self.chosen.values())

    def matching(self):
        """The promises that fit every choice."""
        return [stand for stand, values in self.values if _fits(values, self.chosen)]

    @cached_property
    def groups(self):
        """The choices with the number of commitments behind each, given the other choices."""
        groups = []
        for name, field in self.form.fields.items():
            others = {other: values for other, values in self.chosen.items() if other != name}
            counts = Counter(value for _stand, row in self.values if _fits(row, others) for value in row[name])
            chosen = self.chosen[name]
            options = [
                Option(value, str(label), counts[value], value in chosen)
                for value, label in field.choices
                if counts[value] or value in chosen
            ]
            if len(options) > 1 or chosen:
                groups.append(Group(name, field.label, options, name in OPEN or bool(chosen)))
        return groups

    @property
    def active_filters(self):
        return [
            ActiveFilter(str(dict(field.choices)[value]), self._without(name, value))
            for name, field in self.form.fields.items()
            for value in self.chosen[name]
        ]

    def _without(self, name, value):
        return self.url(**self.chosen | {name: [other for other in self.chosen[name] if other != value]})


OPEN = {"status", "government"}
"""The groups of choices that are open from the start."""


def values_of(stand):
    """{name of a choice: the values that this promise has}"""
    promise = stand.promise
    return {
        "status": (str(stand.standing),),
        "government": (promise.government,),
        "pillar": (promise.pillar,),
        "theme": promise.themes,
        "changed": stand.changes,
    }


def _fits(row, chosen):
    return all(not allowed or not set(allowed).isdisjoint(row[name]) for name, allowed in chosen.items())
