"""The recommendations to which organisations answered: what they said last, and where the recommendation stands."""

from collections import Counter

from actions.models.recommendations import Recommendation, Response
from actions.voices.answers import answers_of
from actions.voices.shown import list_address

MOST = 10


def answered_by(language, **whose):
    """{"items": [{code, number, url, text, source, fictional, answers}], "total", "kinds", "list_url"}, or None.

    The latest answers first, as far as they hold; `whose` narrows them to authorities. In three queries.
    """
    holding = Response.objects.holding().filter(
        recommendation__in=Recommendation.objects.public().order_by().values("pk"), **whose
    )
    rows = list(holding.order_by("-answered_on", "-pk").values_list("recommendation", "on_behalf_of", "answer"))
    if not rows:
        return None
    keys = list(dict.fromkeys(key for key, _authority, _answer in rows))
    shown = Recommendation.objects.filter(pk__in=keys[:MOST]).select_related("source")
    recommendations = {recommendation.pk: recommendation for recommendation in shown}
    answers = answers_of(recommendations.values(), language)
    address, counts = list_address(language), Counter(answer for _key, _authority, answer in rows)
    theirs = {authority for _key, authority, _answer in rows}
    return {
        "items": [
            _item(recommendations[key], [one for one in answers[key] if one.authority_id in theirs], address, language)
            for key in keys[:MOST]
        ],
        "total": len(keys),
        "kinds": [{"label": label, "count": counts[code]} for code, label in Response.Answer.choices if counts[code]],
        "list_url": address,
    }


def _item(recommendation, answers, address, language):
    return {
        "code": recommendation.code,
        "number": recommendation.number,
        "url": address and f"{address}{recommendation.code}/",
        "text": recommendation.text_in(language),
        "source": recommendation.source.name_in(language),
        "fictional": recommendation.source.fictional,
        "answers": answers,
    }
