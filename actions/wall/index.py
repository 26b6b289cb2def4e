"""Every public pledge by what a list asks of it, made once for everything that is public on a day.

A pledge has a place; a set of pledges is a number with a bit for each place. So any choice of facets is counted in
no time, however many pledges there are.
"""

from array import array
from dataclasses import dataclass

from core.kept import kept
from partners.directory.sets import bits_of, every


@dataclass(frozen=True)
class WallIndex:
    keys: array
    """The primary key of the pledge at each place; the newest comes first."""
    sets: dict
    """{facet: {public value: the pledges that have it, as bits}}"""
    orders: dict
    """{name of a sort: the places in that order}"""
    leads: array
    """The organisation that leads the pledge at each place."""
    joint_places: array
    partners: array
    """Beside each of these places: an organisation that makes it together with the one that leads it."""

    @property
    def everything(self):
        return every(len(self.keys))

    def set_of(self, keys):
        """The pledges with these primary keys, as bits."""
        places = {key: place for place, key in enumerate(self.keys)}
        return bits_of([places[key] for key in keys if key in places], len(places))

    def places(self, chosen, sort=None):
        """The places of a set of pledges, in the order of that sort."""
        flags = f"{chosen:0{len(self.keys)}b}"[::-1]
        order = self.orders.get(sort) or range(len(self.keys))
        return [place for place in order if flags[place] == "1"]

    def organisations(self, places):
        """How many organisations make these pledges."""
        chosen = set(places)
        joint = {self.partners[row] for row, place in enumerate(self.joint_places) if place in chosen}
        return len({self.leads[place] for place in places} | joint)


def wall_index():
    """The index of today, kept until something public changes."""
    from .reading import index_made

    return kept("pledges", index_made)
