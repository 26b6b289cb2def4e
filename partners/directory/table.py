"""The directory as one table in the cache: every public organisation a row, every fact the set of its rows.

It is read once per content version and language. A list then narrows, counts, sorts and pages without asking the
database for more than the rows that it shows, whether there are a hundred or ten thousand.
"""

from array import array
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from core.dates import today
from core.kept import kept
from core.languages import localized_name
from partners.models.organisations import Organisation

from .letters import letter_of, sorted_as
from .places import Place, placed
from .sets import bits_of

CURRENT, LEFT = "current", "left"
MANY = {"theme": ("themes", "code"), "goal": ("goals", "number")}
"""Facets with several values per organisation: the field, and the public value of its terms."""


@dataclass(frozen=True)
class Table:
    """`keys`: the primary keys by name; `newest`: the rows by the day on which they joined, the last ones first.

    Both are arrays, for those come out of the cache as one piece.
    """

    keys: array
    newest: array
    sets: dict
    """{facet: {public value: set of rows}}."""
    letters: dict
    """{letter: set of rows}, see .letters."""

    @property
    def size(self):
        return len(self.keys)


def table_in(language):
    """The directory as a reader of that language sees it."""
    return kept(f"directory:{language}", lambda: _read(language))


def places_in(language):
    """Where the organisations of the table are: {key of the place: Place}, in the order of their names."""
    return {key: Place(key, *facts) for key, facts in _facts_of_places(language).items()}


def place_in(language, key):
    """One of those places, or None."""
    facts = _facts_of_places(language).get(key)
    return Place(key, *facts) if facts else None


def _facts_of_places(language):
    return kept(f"directory-places:{language}", lambda: placed(table_in(language).keys, language))


def _read(language):
    name = localized_name("name", language)
    columns = ("pk", name, "kind", "region", "size", "joined_on", "left_on")
    rows = list(Organisation.objects.public().order_by().values(*columns, sector_code=F("sector__code")))
    for row in rows:
        row["order"] = sorted_as(row[name]), row["pk"]
    rows.sort(key=lambda row: row["order"])
    places = {row["pk"]: place for place, row in enumerate(rows)}
    found = {name: {} for name in ("kind", "sector", "region", "size", "status", *MANY)}
    letters = {}
    for place, row in enumerate(rows):
        has_left = row["left_on"] is not None and row["left_on"] <= today()
        values = row | {"sector": row["sector_code"], "status": LEFT if has_left else CURRENT}
        for facet in ("kind", "sector", "region", "size", "status"):
            if values[facet]:
                found[facet].setdefault(values[facet], []).append(place)
        letters.setdefault(letter_of(row[name]), []).append(place)
    for facet, pk, value in terms_of_organisations():
        if pk in places:
            found[facet].setdefault(value, []).append(places[pk])
    newest = sorted(range(len(rows)), key=lambda place: _joined(rows[place]))
    size = len(rows)
    return Table(
        keys=array("q", [row["pk"] for row in rows]),
        newest=array("l", newest),
        sets={
            facet: {value: bits_of(members, size) for value, members in values.items()}
            for facet, values in found.items()
        },
        letters={letter: bits_of(members, size) for letter, members in letters.items()},
    )


def _joined(row):
    """The last ones first, those without a day at the end; a stable sort keeps the names in order."""
    return (row["joined_on"] is None, -(row["joined_on"].toordinal() if row["joined_on"] else 0))


def terms_of_organisations(**which):
    """(facet, primary key, public value of the term) of each theme and goal of these organisations, in one query."""
    branches = []
    for facet, (name, value) in MANY.items():
        field = Organisation._meta.get_field(name)
        term, through = field.m2m_reverse_field_name(), field.remote_field.through.objects.filter(**which)
        code = Cast(f"{term}__{value}", CharField())
        branches.append(
            through.order_by().values_list(
                Value(facet, output_field=CharField()), f"{field.m2m_field_name()}_id", code
            )
        )
    return branches[0].union(*branches[1:], all=True)
