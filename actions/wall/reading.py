"""Reads the index of the wall: three questions, whatever there is."""

from array import array
from collections import defaultdict

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from actions.models.actions import Action
from actions.models.commitments import Commitment, CoOwner
from actions.models.pledges import Pledge
from core.dates import add_months, today
from core.folding import folded
from core.languages import language_codes, localized_name, localized_names
from partners.directory.sets import bits_of

from .index import WallIndex
from .states import State, with_state

FAR = 9_999_999
"""Where a pledge without a deadline to come stands in the order of deadlines."""

MAKER = ("organisation", "organisation__kind", "organisation__region", "organisation__sector__code")
SUBJECTS = {
    "theme": (Commitment.themes, "theme__code"),
    "goal": (Commitment.goals, "goal__number"),
    "plan": (Commitment.supports, "action__plan__code"),
}


def index_made():
    rows = list(_rows())
    places = {row["pk"]: place for place, row in enumerate(rows)}
    makers = _makers(rows, places)
    joint = [(place, maker["pk"]) for place, (_lead, *partners) in makers.items() for maker in partners]
    return WallIndex(
        keys=array("q", (row["pledge__pk"] for row in rows)),
        sets=_sets(rows, makers, places),
        orders={name: array("I", order) for name, order in _orders(rows)},
        leads=array("q", (row["organisation"] for row in rows)),
        joint_places=array("I", (place for place, _partner in joint)),
        partners=array("q", (partner for _place, partner in joint)),
    )


def _rows():
    names = [f"{path}__{name}" for path in ("pledge", "organisation") for name in localized_names("name")]
    return (
        with_state(Commitment.objects.filter(pledge__in=Pledge.objects.public()))
        .order_by("-pledge__announced_on", "pledge__code")
        .values("pk", "pledge__pk", "timing", "due_on", "state", "late", *MAKER, *names)
    )


def _makers(rows, places):
    """{place: [the organisation that leads it, those that make it too]}, each with what the facets ask of it."""
    makers = {place: [_maker(row)] for place, row in enumerate(rows)}
    joint = CoOwner.objects.filter(commitment__pledge__in=Pledge.objects.public())
    for row in joint.values("commitment", *MAKER):
        if row["commitment"] in places:
            makers[places[row["commitment"]]].append(_maker(row))
    return makers


def _maker(row):
    return dict(zip(("pk", "kind", "region", "sector"), (row[column] for column in MAKER), strict=True))


def _subjects():
    """(facet, commitment, public value) of everything that a pledge is about, in one query."""
    branches = []
    for name, (relation, value) in SUBJECTS.items():
        rows = relation.through.objects.filter(commitment__kind=Commitment.Kind.PLEDGE)
        if name == "plan":
            rows = rows.filter(action__in=Action.objects.public())
        facet = Value(name, output_field=CharField())
        branches.append(rows.order_by().values_list(facet, "commitment", Cast(value, CharField())))
    return branches[0].union(*branches[1:], all=True)


def _sets(rows, makers, places):
    """{facet: {public value: the pledges that have it, as bits}}"""
    found = defaultdict(lambda: defaultdict(set))
    for place, row in enumerate(rows):
        found["state"][row["state"]].add(place)
        if deadline := _deadline_of(row):
            found["deadline"][deadline].add(place)
    for place, organisations in makers.items():
        for maker in organisations:
            for name in ("kind", "region", "sector"):
                if maker[name]:
                    found[name][maker[name]].add(place)
    for name, commitment, value in _subjects():
        if commitment in places:
            found[name][value].add(places[commitment])
    return {
        name: {value: bits_of(members, len(rows)) for value, members in values.items()}
        for name, values in found.items()
    }


def _deadline_of(row):
    """The value of the facet of deadlines: of open pledges only."""
    if row["state"] in (State.FULFILLED, State.WITHDRAWN):
        return ""
    if row["late"]:
        return "late"
    if row["timing"] == Commitment.Timing.ONGOING or not row["due_on"]:
        return "none"
    return "year" if row["due_on"] <= add_months(today(), 12) else "later"


def _orders(rows):
    """(name of a sort, the places in its order); the newest first needs none."""
    places = range(len(rows))
    yield "deadline", sorted(places, key=lambda place: _day_to_come(rows[place]))
    for code in language_codes():
        for sort, path in (("name", "pledge__"), ("organisation", "organisation__")):
            names = [folded(row[path + localized_name("name", code)] or "") for row in rows]
            yield f"{sort}_{code}", sorted(places, key=names.__getitem__)


def _day_to_come(row):
    is_to_come = _deadline_of(row) in ("late", "year", "later")
    return row["due_on"].toordinal() if is_to_come else FAR
