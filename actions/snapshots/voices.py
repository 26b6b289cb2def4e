"""What others said at the end of a day: assessments of commitments, recommendations and the answers to them."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from actions.models import Assessment, Recommendation, Response
from actions.querysets import end_of

from .scope import public_actions, public_promises
from .words import words_of, words_of_saying


def assessments_in(commitments, as_of):
    """The assessments that were known at the end of that day, corrected ones left out."""
    known = {"recorded_at__lt": end_of(as_of)}
    corrections = Assessment.objects.filter(corrects=OuterRef("pk"), **known)
    return (
        Assessment.objects.filter(commitment__in=commitments, assessed_on__lte=as_of, **known)
        .exclude(Exists(corrections))
        .select_related("assessor__government")
        .prefetch_related("translations")
        .order_by("assessed_on", "pk")
    )


def recommendations_in(plan, as_of):
    """The recommendations that the plan's actions or commitments answer, and the organisations that made or answered
    them: (rows, organisations)."""
    linked = _links(plan)
    rows = list(
        Recommendation.objects.public()
        .filter(pk__in=linked)
        .select_related("source__organisation__government")
        .order_by("source__code", "number")
    )
    responses = _latest_responses(rows, as_of)
    organisations = {row.source.organisation for row in rows if row.source.organisation_id}
    organisations |= {response.on_behalf_of for answers in responses.values() for response in answers}
    return [_recommendation(row, linked[row.pk], responses[row.pk]) for row in rows], organisations


def _links(plan):
    """What each recommendation led to in the plan: {recommendation pk: {"actions": codes, "commitments": codes}}."""
    shown = {
        "actions": (Recommendation.actions.through, public_actions(plan), "action"),
        "commitments": (Recommendation.commitments.through, public_promises(plan), "commitment"),
    }
    links = {}
    for name, (through, records, column) in shown.items():
        rows = through.objects.filter(**{f"{column}__in": records}).order_by(f"{column}__code")
        for recommendation, code in rows.values_list("recommendation_id", f"{column}__code"):
            links.setdefault(recommendation, {"actions": [], "commitments": []})[name].append(code)
    return links


def _latest_responses(recommendations, as_of):
    """The answers that held at the end of that day, one of each authority: {recommendation pk: [Response]}."""
    responses = (
        Response.objects.filter(recommendation__in=[row.pk for row in recommendations])
        .as_of(as_of)
        .select_related("on_behalf_of__government")
        .prefetch_related("translations")
        .latest_first()
    )
    latest = defaultdict(dict)
    for response in responses:
        latest[response.recommendation_id].setdefault(response.on_behalf_of_id, response)
    answers = defaultdict(list)
    for key, rows in latest.items():
        answers[key] = sorted(rows.values(), key=lambda response: response.on_behalf_of.code)
    return answers


def _recommendation(row, links, responses):
    source = row.source
    return {
        "source": {
            "code": source.code,
            "name": words_of(source, "name"),
            "kind": source.kind,
            "organisation": source.organisation.code if source.organisation_id else None,
            "fictional": source.fictional,
        },
        "number": row.number,
        "text": words_of(row, "text"),
        **links,
        "responses": [
            {
                "organisation": response.on_behalf_of.code,
                "answer": response.answer,
                "answered_on": response.answered_on.isoformat(),
                "reason": words_of_saying(response),
            }
            for response in responses
        ],
    }
