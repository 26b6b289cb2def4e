"""All public actions, and all their public commitments, as sets of bits in the cache.

A row has a place; a set of rows is a number with a bit for each place. So any choice of facets, and any cell of a
matrix, is counted in no time, however many there are.
"""

from array import array
from dataclasses import dataclass

from core.kept import kept
from partners.directory.sets import bits_of, every


@dataclass(frozen=True)
class Rows:
    """What actions and commitments have in common: where they are, what they are about, and whose they are."""

    keys: array
    """The primary key of the row at each place."""
    sets: dict
    """{facet: {public value: the rows that have it, as bits}}

    Facets: plan, kind (of the plan), part (a pillar of the plan, see `value_of_part`), theme, goal, principle, pillar
    (of the guiding principles), government, sector, group, status.
    """
    made_at: array
    makers: array
    """Beside each place: a public organisation that promises something there, alone or together with others."""

    @property
    def everything(self):
        return every(len(self.keys))

    def made_by(self, organisation):
        """The rows in which the organisation with this primary key promises something, as bits."""
        places = [place for place, maker in zip(self.made_at, self.makers, strict=True) if maker == organisation]
        return bits_of(places, len(self.keys))


@dataclass(frozen=True)
class ActionTable(Rows):
    """Every public action; the newest plan comes first, then the number in the plan."""

    orders: dict
    """{name of a sort: the places in that order}; that of plans needs none."""

    def places(self, chosen, sort=None):
        """The places of a set of actions, in the order of that sort."""
        flags = f"{chosen:0{len(self.keys)}b}"[::-1]
        order = self.orders.get(sort) or range(len(self.keys))
        return [place for place in order if flags[place] == "1"]


@dataclass(frozen=True)
class CommitmentTable(Rows):
    """Every public commitment of a public action: it is about what its action is about, and what it adds to that."""


def action_table():
    """The actions of today, kept until something public changes."""
    from .reading import actions_read

    return kept("action-table", actions_read)


def commitment_table():
    """The commitments of today, kept until something public changes."""
    from .reading import commitments_read

    return kept("commitment-table", commitments_read)


def value_of_part(plan, number):
    """The public value of a pillar of the plan with that code."""
    return f"{plan}.{number}"
