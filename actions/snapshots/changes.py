"""Two readings of a plan beside each other, in words."""

from dataclasses import dataclass

from django import forms

from actions.models.statuses import Standing
from core.listing import ForgivingChoiceField

from .compare import compare
from .reading import Reading

FIELD = "with"


class OtherReportForm(forms.Form):
    """Reads with which report the reader wants to compare; nothing in it is an error."""

    def __init__(self, data, *, codes):
        super().__init__(data)
        self.fields[FIELD] = ForgivingChoiceField(required=False, choices=[(code, code) for code in codes])


@dataclass(frozen=True)
class Change:
    """A commitment in the later reading, with what it was in the earlier one."""

    promise: object
    before: object

    @property
    def step(self):
        """The last move of its date, for the reason."""
        return self.promise.steps[-1] if self.promise.steps else None


class Changes:
    def __init__(self, before, after):
        self.before, self.after = before, after
        self.found = compare(before.content, after.content)

    @property
    def counts(self):
        """How many stood where, then and now: [(standing, label, number then, number now)]."""
        rows = [
            (code, label, self.before.progress.count(code), self.after.progress.count(code))
            for code, label in Standing.choices
        ]
        return [row for row in rows if row[2] or row[3]]

    @property
    def moved(self):
        return self._pairs(self.found.moved)

    @property
    def slipped(self):
        return self._pairs(self.found.slipped)

    @property
    def hastened(self):
        return self._pairs(self.found.hastened)

    @property
    def new(self):
        return [self.after.promises[code] for code in self.found.new]

    @property
    def dropped(self):
        return [self.before.promises[code] for code in self.found.dropped]

    def _pairs(self, codes):
        return [Change(self.after.promises[code], self.before.promises[code]) for code in codes]


def chosen(others, day, data):
    """The report to compare with: the one asked for, else the newest of an earlier day; None where there is none."""
    form = OtherReportForm(data or {}, codes=[shown.report.code for shown in others])
    form.is_valid()
    asked = form.cleaned_data.get(FIELD)
    return next(
        (shown for shown in others if shown.report.code == asked),
        next((shown for shown in others if shown.day < day), None),
    )


def changes_between(reading, other, language):
    """What changed between this reading and that content, whichever of the two is the earlier."""
    readings = [Reading(other, language), reading]
    return Changes(*sorted(readings, key=lambda found: found.day))
