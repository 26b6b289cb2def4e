"""The resource of commitments of authorities."""

from array import array

from actions.models import Action, CoOwner
from actions.snapshots.voices import assessments_in
from core.kept import kept
from opendata.api.resource import Resource
from opendata.api.world import grouped, in_words, paths_of, with_words

from .common import matching, told_since
from .promises import CommitmentsAsked, Engagement, pages_below, promises, public_commitments, with_log


def build(commitments, world):
    keys = [row.pk for row in commitments]
    paths = paths_of(Action, {row.action_id for row in commitments})
    owners = CoOwner.objects.filter(commitment__in=keys).select_related("organisation").order_by("organisation__code")
    together = grouped(owners, "commitment_id")
    opinions = grouped(with_words(assessments_in(keys, world.on).prefetch_related(None)), "commitment_id")
    common = promises(commitments, world)
    return [
        common[row.pk]
        | {
            "id": world.identifier("commitment", row.code),
            "code": row.code,
            "url": world.pages(pages_below(row, paths)),
            "action": world.reference("action", row.action),
            "plan": world.reference("plan", row.action.plan),
            "organisation": world.reference("organisation", row.organisation),
            "government": world.reference("government", row.organisation.government),
            "together_with": [
                world.reference("organisation", owner.organisation) for owner in together.get(row.pk, ())
            ],
            "standing": row.standing(),
            "assessments": [_opinion(opinion, world) for opinion in opinions.get(row.pk, ())],
            "fictional": row.action.fictional,
        }
        for row in commitments
    ]


def _opinion(row, world):
    return {
        "assessor": world.reference("organisation", row.assessor),
        "voice": row.voice,
        "level": row.level,
        "assessed_on": row.assessed_on,
        "reason": in_words(row),
        "source": row.source,
        "source_url": row.source_url or None,
    }


def _rows(world):
    related = ("action__plan", "organisation__government")
    return with_log(public_commitments(), world).select_related(*related)


def _standing(rows, standing, world):
    return rows.filter(pk__in=kept(f"api:standings:{world.on}", lambda: _standings(world.on)).get(standing, ()))


def _standings(day):
    """Where every commitment stood at the end of that day, in one query: {standing: array of pks}."""
    found = {}
    for key, standing in public_commitments().with_standing(day).order_by().values_list("pk", "standing"):
        found.setdefault(standing, array("q")).append(key)
    return found


COMMITMENTS = Resource(
    name="commitments", kind="commitment", item=Engagement, asked=CommitmentsAsked, build=build, rows=_rows,
    about="Commitments: what one body of a government promised in an action, by when, and where it stands on a day.",
    filters={
        "q": matching,
        "changed_since": told_since,
        "plan": "action__plan__code",
        "action": "action__code",
        "organisation": "organisation__code",
        "government": "organisation__government__code",
        "theme": "action__themes__code",
        "standing": _standing,
    },
)  # fmt: skip
