"""Recommendations, what was answered to them and what follows from them."""

from datetime import date

from django.db.models import Q
from pydantic import Field

from actions.models import Action, Recommendation, RecommendationSource, Response
from actions.voices.shown import list_address
from core.dates import day_of
from core.languages import language_codes
from opendata.api.asked import Changing, Dated, OfAction, OfPlan, OfSource, OfVocabularies, Worded
from opendata.api.paging import RECOMMENDATION
from opendata.api.resource import Resource
from opendata.api.shapes import Classified, Published, Reference, Saying, Shape, Words, one_of
from opendata.api.world import grouped, in_words, with_words, words

from .common import OF_TERMS, WORDED, terms_of
from .promises import public_commitments


class Source(Shape):
    """Where recommendations come from."""

    code: str
    name: Words
    kind: one_of(RecommendationSource.Kind) = Field(description="See “source_kind” in /codes.")
    organisation: Reference | None = Field(description="Who made them.")
    published_on: date | None
    url: str | None


class Answer(Shape):
    """What an authority answered last."""

    organisation: Reference
    answer: one_of(Response.Answer) = Field(description="See “answer” in /codes.")
    answered_on: date
    reason: Saying | None


class Advice(Classified, Published):
    """One numbered recommendation."""

    source: Source
    number: int = Field(description="Its number in the source.")
    text: Words
    answers: list[Answer] = Field(description="The last answer of each authority.")
    actions: list[Reference] = Field(description="The actions that answer it.")
    commitments: list[Reference] = Field(description="The commitments that answer it.")
    fictional: bool = Field(description="Whether its source is an invented example.")
    modified_on: date


class RecommendationsAsked(Worded, Changing, OfPlan, OfAction, OfSource, OfVocabularies, Dated):
    answered: bool = Field(None, description="Only those that were answered, or that were not.")


def build(recommendations, world):
    keys = [row.pk for row in recommendations]
    terms, lists = terms_of(Recommendation, keys), {code: list_address(code) for code in language_codes()}
    given = Response.objects.filter(recommendation__in=keys).holding(world.on).select_related("on_behalf_of")
    answers = grouped(with_words(given).order_by("on_behalf_of__code"), "recommendation_id")
    acts = grouped(_links("action", Action.objects.public(), keys, "action__plan"), "recommendation_id")
    promised = grouped(_links("commitment", public_commitments(), keys, "commitment"), "recommendation_id")
    return [
        terms[row.pk]
        | {
            "id": world.identifier("recommendation", row.code),
            "code": row.code,
            "url": world.pages({code: above and f"{above}{row.code}/" for code, above in lists.items()}),
            "source": _source(row.source, world),
            "number": row.number,
            "text": words(row, "text"),
            "answers": [_answer(answer, world) for answer in answers.get(row.pk, ())],
            "actions": [world.reference("action", link.action) for link in acts.get(row.pk, ())],
            "commitments": [
                world.reference("commitment", link.commitment, name="text") for link in promised.get(row.pk, ())
            ],
            "fictional": row.source.fictional,
            "modified_on": day_of(row.updated_at),
        }
        for row in recommendations
    ]


def _links(name, shown, keys, related):
    through = getattr(Recommendation, f"{name}s").through
    rows = through.objects.filter(recommendation__in=keys, **{f"{name}__in": shown})
    return rows.select_related(related).order_by(f"{name}__code")


def _source(source, world):
    return {
        "code": source.code,
        "name": words(source, "name"),
        "kind": source.kind,
        "organisation": world.reference("organisation", source.organisation),
        "published_on": source.published_on,
        "url": source.url or None,
    }


def _answer(row, world):
    return {
        "organisation": world.reference("organisation", row.on_behalf_of),
        "answer": row.answer,
        "answered_on": row.answered_on,
        "reason": in_words(row),
    }


def _followed_by(field):
    """Recommendations that an action answers, itself or by one of its commitments."""

    def narrow(rows, code, world):
        acts = Action.objects.public().filter(**{field: code})
        commitments = public_commitments().filter(action__in=acts)
        own = Recommendation.actions.through.objects.filter(action__in=acts)
        by_way_of = Recommendation.commitments.through.objects.filter(commitment__in=commitments)
        return rows.filter(Q(pk__in=own.values("recommendation")) | Q(pk__in=by_way_of.values("recommendation")))

    return narrow


def _answered(rows, answered, world):
    return rows.answered(world.on) if answered else rows.unanswered(world.on)


def _numbered(rows, code):
    source, _dash, number = code.rpartition("-")
    number = int(number) if number.isdecimal() and len(number) < 6 and str(int(number)) == number else -1
    return rows.filter(source__code=source, number=number)


RECOMMENDATIONS = Resource(
    name="recommendations", kind="recommendation", item=Advice, asked=RecommendationsAsked, build=build,
    about="Recommendations to the authorities, what was answered to each and which actions follow from it.",
    rows=lambda world: Recommendation.objects.public().select_related("source__organisation"),
    filters=WORDED
    | OF_TERMS
    | {
        "source": "source__code",
        "plan": _followed_by("plan__code"),
        "action": _followed_by("code"),
        "answered": _answered,
    },
    key=RECOMMENDATION, find=_numbered,
)  # fmt: skip
