"""Reads the tables of actions and commitments: five questions to the database, whatever there is."""

from array import array
from collections import defaultdict

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast

from actions.models.actions import Action
from actions.models.commitments import Commitment, CoOwner
from core.dates import today
from core.folding import folded
from core.languages import language_codes, localized_name, localized_names
from core.models import GuidingPrinciple
from partners.directory.sets import bits_of
from partners.models import Membership

from .table import ActionTable, CommitmentTable, value_of_part

TERMS = {"theme": ("themes", "theme__code"), "goal": ("goals", "goal__number")} | {
    "principle": ("principles", "guidingprinciple__number")
}
"""Vocabularies: the field of both kinds of records, and the public value of its terms."""

WHO = {
    "pk": "organisation",
    "government": "organisation__government__code",
    "sector": "organisation__sector__code",
    "is_public": "organisation__is_public",
    "archived_at": "organisation__archived_at",
}
"""What is asked of who promises something."""


def actions_read():
    """The ActionTable of today."""
    rows, commitments = list(_actions()), list(_commitments())
    places = {row["pk"]: place for place, row in enumerate(rows)}
    action_of = {row["pk"]: row["action"] for row in commitments}
    found = defaultdict(lambda: defaultdict(set))
    for place, row in enumerate(rows):
        _put_plan(found, row, place)
    makers = set()
    for commitment, facet, value in _facts(commitments):
        place = places.get(action_of[commitment])
        if place is not None:
            _put(found, makers, facet, value, place)
    for facet, action, value in _terms(Action):
        if action in places:
            found[facet][value].add(places[action])
    return ActionTable(**_made(rows, found, makers), orders=dict(_orders(rows)))


def commitments_read():
    """The CommitmentTable of today."""
    actions = {row["pk"]: row for row in _actions()}
    rows = [row for row in _commitments() if row["action"] in actions]
    places = {row["pk"]: place for place, row in enumerate(rows)}
    of_action = defaultdict(list)
    found = defaultdict(lambda: defaultdict(set))
    for place, row in enumerate(rows):
        of_action[row["action"]].append(place)
        _put_plan(found, actions[row["action"]], place)
    makers = set()
    for commitment, facet, value in _facts(rows):
        _put(found, makers, facet, value, places[commitment])
    for facet, action, value in _terms(Action):
        found[facet][value].update(of_action.get(action, ()))
    return CommitmentTable(**_made(rows, found, makers))


def _actions():
    newest_first = F("plan__starts_on").desc(nulls_last=True)
    of_plan = {"plan_code": F("plan__code"), "kind": F("plan__kind"), "part": F("pillar__number")}
    return (
        Action.objects.public()
        .order_by(newest_first, "plan__code", "number", "pk")
        .values("pk", *localized_names("name"), **of_plan)
    )


def _commitments():
    return (
        Commitment.objects.public()
        .filter(action__in=Action.objects.public())
        .with_standing()
        .order_by("pk")
        .values("pk", "action", "standing", **{f"who_{name}": F(path) for name, path in WHO.items()})
    )


def _facts(commitments):
    """(commitment, facet, public value) of what these promise: where it stands, whose it is, what it is about."""
    rows = {row["pk"]: row for row in commitments}
    groups = _groups()
    for row in commitments:
        yield row["pk"], "status", row["standing"]
        yield from _of_maker(row["pk"], row, groups)
    joint = CoOwner.objects.filter(commitment__action__in=Action.objects.public())
    for row in joint.values("commitment", **{f"who_{name}": F(path) for name, path in WHO.items()}):
        if row["commitment"] in rows:
            yield from _of_maker(row["commitment"], row, groups)
    for facet, commitment, value in _terms(Commitment, action__in=Action.objects.public()):
        if commitment in rows:
            yield commitment, facet, value


def _of_maker(commitment, row, groups):
    """Governments answer for what is promised in their name; about other organisations only what is public is said."""
    if row["who_government"]:
        yield commitment, "government", row["who_government"]
    if not row["who_is_public"] or row["who_archived_at"]:
        return
    yield commitment, "organisation", row["who_pk"]
    if row["who_sector"]:
        yield commitment, "sector", row["who_sector"]
    for group in groups.get(row["who_pk"], ()):
        yield commitment, "group", group


def _groups():
    """{organisation: the codes of the public groups in which it has a seat today}"""
    day, found = today(), defaultdict(set)
    seats = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=day),
        Q(until__isnull=True) | Q(until__gt=day),
        organisation__isnull=False,
        group__is_public=True,
        group__archived_at__isnull=True,
    )
    for organisation, group in seats.order_by().values_list("organisation", "group__code"):
        found[organisation].add(group)
    return found


def _terms(model, **which):
    """(facet, primary key, public value) of every term of these records, and of the pillar of each principle."""
    branches = []
    for facet, (name, value) in TERMS.items():
        field = model._meta.get_field(name)
        owner = field.m2m_field_name()
        links = field.remote_field.through.objects.filter(**{f"{owner}__{key}": value for key, value in which.items()})
        branches.append(
            links.order_by().values_list(
                Value(facet, output_field=CharField()), f"{owner}_id", Cast(value, CharField())
            )
        )
    pillars = {str(number): pillar for number, pillar in GuidingPrinciple.objects.values_list("number", "pillar")}
    for facet, key, value in branches[0].union(*branches[1:], all=True):
        yield facet, key, value
        if facet == "principle":
            yield "pillar", key, pillars[value]


def _put_plan(found, action, place):
    found["plan"][action["plan_code"]].add(place)
    found["kind"][action["kind"]].add(place)
    if action["part"] is not None:
        found["part"][value_of_part(action["plan_code"], action["part"])].add(place)


def _put(found, makers, facet, value, place):
    if facet == "organisation":
        makers.add((place, value))
    else:
        found[facet][value].add(place)


def _made(rows, found, makers):
    sets = {
        facet: {value: bits_of(places, len(rows)) for value, places in values.items() if places}
        for facet, values in found.items()
    }
    makers = sorted(makers)
    return {
        "keys": array("q", (row["pk"] for row in rows)),
        "sets": sets,
        "made_at": array("I", (place for place, _maker in makers)),
        "makers": array("q", (maker for _place, maker in makers)),
    }


def _orders(rows):
    for code in language_codes():
        names = [folded(row[localized_name("name", code)] or "") for row in rows]
        yield f"name_{code}", array("I", sorted(range(len(rows)), key=names.__getitem__))
