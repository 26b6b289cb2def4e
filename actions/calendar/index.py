"""Every public date by what a reader asks of it, made once for everything that is public on a day.

A date has a place, in the order of the days; a set of dates is a number with a bit for each place.
"""

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.kept import kept
from partners.directory.sets import bits_of, every


class Kind(TextChoices):
    """What falls on a day."""

    DEADLINE = "deadline", _("Deadline")
    MILESTONE = "milestone", _("Milestone")
    REVIEW = "review", _("Review")


@dataclass(frozen=True)
class DateIndex:
    days: array
    """The day of each date, as an ordinal, in their order."""
    commitments: array
    """The primary key of the commitment of each date."""
    milestones: array
    """That of the milestone; 0 for a deadline or a review."""
    leads: array
    """That of the organisation that leads the commitment."""
    joint_places: array
    partners: array
    """Beside each of these places: an organisation that makes the commitment together with the one that leads it."""
    sets: dict
    """{facet: {public value: the dates that have it, as bits}}; `state` says which are `due` and which `overdue`."""

    @property
    def everything(self):
        return every(len(self.days))

    def of(self, name, value):
        return self.sets.get(name, {}).get(value, 0)

    def since(self, day):
        """The dates on that day or later, as bits."""
        first = bisect_left(self.days, day.toordinal())
        return self.everything >> first << first

    def of_organisations(self, keys):
        """The dates of what these organisations lead or make together with another, as bits."""
        wanted = set(keys)
        led = [place for place, lead in enumerate(self.leads) if lead in wanted]
        joint = [self.joint_places[row] for row, partner in enumerate(self.partners) if partner in wanted]
        return bits_of([*led, *joint], len(self.days))

    def of_commitments(self, keys):
        wanted = set(keys)
        return bits_of([place for place, key in enumerate(self.commitments) if key in wanted], len(self.days))


def date_index():
    """The index of today, kept until something public changes."""
    from .reading import index_made

    return kept("calendar", index_made)
