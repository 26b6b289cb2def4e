"""What the pages of actions show of other voices: assessments of commitments, and recommendations."""

from django.db.models import Q

from actions.models.commitments import Commitment
from actions.models.recommendations import Recommendation
from core.lists import address_of_list

from .answers import answers_of
from .assessments import told


def assessments_of(commitments, language):
    """What others say of these commitments, in one query: {commitment pk: [Assessed]}.

    One for each assessor, the latest first; each holds what the same assessor said earlier.
    """
    found = {}
    for assessed in told([commitment.pk for commitment in commitments], language):
        found.setdefault(assessed.commitment_id, []).append(assessed)
    return found


def recommendations_of(action, language):
    """The public recommendations that this action answers, itself or by one of its commitments; in two queries.

    [{"code", "number", "url", "text", "source", "fictional", "answers": [Answer]}]
    """
    found = answered_by(action, Recommendation.objects.public(), Commitment.objects.public())
    recommendations = list(found.select_related("source").order_by("source__code", "number"))
    answers = answers_of(recommendations, language) if recommendations else {}
    address = list_address(language)
    return [
        {
            "code": recommendation.code,
            "number": recommendation.number,
            "url": address and f"{address}{recommendation.code}/",
            "text": recommendation.text_in(language),
            "source": recommendation.source.name_in(language),
            "fictional": recommendation.source.fictional,
            "answers": answers.get(recommendation.pk, []),
        }
        for recommendation in recommendations
    ]


def answered_by(action, recommendations, commitments):
    """Those of these recommendations that the action answers, itself or by one of its own among these commitments."""
    commitments = commitments.filter(action=action).order_by()
    own = Recommendation.actions.through.objects.filter(action=action)
    by_way_of = Recommendation.commitments.through.objects.filter(commitment__in=commitments.values("pk"))
    return recommendations.filter(
        Q(pk__in=own.values("recommendation")) | Q(pk__in=by_way_of.values("recommendation"))
    )


def list_address(language):
    """Where the list of recommendations is in that language; empty where it is not live."""
    from actions.models.pages import RecommendationIndexPage

    return address_of_list(RecommendationIndexPage, language)
