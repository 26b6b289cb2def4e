"""Recommendations as readers see them: where they come from, what was answered, what follows from them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Q, Value

from actions.deadlines import when
from actions.ledger import public_commitments
from actions.models.actions import Action
from actions.models.recommendations import Recommendation
from actions.progress import standing_of
from core.cards import Card, card_of, pages_for

from .answers import answers_of

RELATED = ("source__organisation",)


@dataclass(frozen=True)
class Entry:
    code: str
    """Its anchor in the list and its address below it."""
    number: int
    text: str
    source: dict
    """name, maker, date, url, fictional"""
    answers: list
    actions: list
    """[{card, number, plan, standing, standing_label}]"""
    commitments: list
    """[{text, who, card: of its action, standing, standing_label, deadline}]"""
    record: Recommendation


@dataclass(frozen=True)
class Links:
    """What follows from some recommendations: {recommendation pk: ...}."""

    actions: dict
    commitments: dict
    of_action: dict
    """{action pk: its public commitments}"""

    @property
    def named(self):
        """Every action that is named: linked itself, or by way of a commitment."""
        by_way_of = [row.action for rows in self.commitments.values() for row in rows if row.action_id]
        linked = [action for actions in self.actions.values() for action in actions]
        return {action.pk: action for action in [*by_way_of, *linked]}.values()


def entries_of(recommendations, language):
    """The entries of these recommendations, which came with `RELATED`; five queries for all of them."""
    recommendations = list(recommendations)
    if not recommendations:
        return []
    answers, links = answers_of(recommendations, language), links_of(recommendations)
    pages = pages_for(links.named, language)
    return [
        Entry(
            code=recommendation.code,
            number=recommendation.number,
            text=recommendation.text_in(language),
            source=source_in_words(recommendation.source, language),
            answers=answers.get(recommendation.pk, []),
            actions=[_action(action, links.of_action, pages, language) for action in links.actions[recommendation.pk]],
            commitments=[_commitment(row, pages, language) for row in links.commitments[recommendation.pk]],
            record=recommendation,
        )
        for recommendation in recommendations
    ]


def source_in_words(source, language):
    maker = source.organisation
    return {
        "name": source.name_in(language),
        "kind": source.get_kind_display(),
        "maker": maker.name_in(language) if maker else "",
        "date": source.published_on,
        "url": source.url,
        "fictional": source.fictional,
    }


def links_of(recommendations):
    """The public actions and commitments linked to these recommendations, in three queries."""
    linked = _linked([recommendation.pk for recommendation in recommendations])
    named = {kind: {pk for row_kind, _recommendation, pk in linked if row_kind == kind} for kind in KINDS}
    actions = Action.objects.public().filter(pk__in=named["actions"]).select_related("plan")
    actions = {action.pk: action for action in actions.order_by("plan__code", "number")}
    commitments = (
        public_commitments()
        .filter(Q(action__in=actions) | Q(pk__in=named["commitments"]))
        .select_related("organisation__government", "action__plan")
        .order_by("action__plan__code", "action__number", "organisation__government__order", "pk")
    )
    commitments = {commitment.pk: commitment for commitment in commitments}
    of_action = defaultdict(list)
    for commitment in commitments.values():
        of_action[commitment.action_id].append(commitment)
    return Links(
        actions=_ordered(linked, "actions", actions),
        commitments=_ordered(linked, "commitments", commitments),
        of_action=of_action,
    )


KINDS = {"actions": "action", "commitments": "commitment"}


def _linked(recommendations):
    """[("actions" or "commitments", recommendation pk, pk)]"""
    branches = [
        getattr(Recommendation, kind)
        .through.objects.filter(recommendation__in=recommendations)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "recommendation_id", f"{column}_id")
        for kind, column in KINDS.items()
    ]
    return list(branches[0].union(*branches[1:], all=True))


def _ordered(linked, kind, records):
    """The linked ones of that kind that are shown, in the order of `records`: {recommendation pk: [record]}."""
    pairs = {(recommendation, pk) for row_kind, recommendation, pk in linked if row_kind == kind}
    place = {pk: number for number, pk in enumerate(records)}
    found = defaultdict(list)
    for recommendation, pk in sorted((pair for pair in pairs if pair[1] in place), key=lambda pair: place[pair[1]]):
        found[recommendation].append(records[pk])
    return found


def _action(action, commitments, pages, language):
    standing = standing_of(commitments[action.pk])
    return {
        "number": action.number,
        "plan": action.plan.name_in(language),
        "card": card_of(action, pages.get(action.pk), language),
        "standing": standing,
        "standing_label": standing.label,
    }


def _commitment(commitment, pages, language):
    standing = commitment.standing()
    action = commitment.action
    return {
        "text": commitment.text_in(language),
        "who": commitment.organisation.name_in(language),
        "card": card_of(action, pages.get(action.pk), language) if action else Card(""),
        "number": action.number if action else None,
        "plan": action.plan.name_in(language) if action else "",
        "standing": standing,
        "standing_label": standing.label,
        "deadline": when(commitment, standing),
    }
