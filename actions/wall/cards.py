"""Pledges as they appear in lists: by whom, what, in which state, by when, about what."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from actions.deadlines import when
from actions.models.commitments import Commitment, CoOwner
from actions.models.pledges import Pledge
from core.cards import Card, card_of, pages_for
from core.languages import localized_value
from partners.lineage.history import fate_of

from .states import State, is_late, state_of


@dataclass(frozen=True)
class PledgeCard:
    code: str
    card: Card
    organisations: list
    text: str
    state: State
    is_late: bool
    deadline: str
    themes: list = field(default_factory=list)


def cards_of(keys, language):
    """The cards of the public pledges with these primary keys, in their order, in four queries."""
    commitments = (
        Commitment.objects.filter(pledge__in=Pledge.objects.public().filter(pk__in=list(keys)))
        .with_status()
        .select_related("pledge", "organisation")
        .prefetch_related(Prefetch("co_owners", CoOwner.objects.select_related("organisation")), "themes")
    )
    found = {commitment.pledge.pk: commitment for commitment in commitments}
    pages = pages_for([commitment.pledge for commitment in found.values()], language)
    return [_card(found[key], pages.get(key), language) for key in keys if key in found]


def organisations_of(commitment):
    """Who makes it: the one that leads it first."""
    return [commitment.organisation, *(row.organisation for row in commitment.co_owners.all())]


def _with_fate(organisation, language):
    name, fate = organisation.name_in(language), fate_of(organisation, language)
    return f"{name} ({fate})" if fate else name


def _card(commitment, page, language):
    return PledgeCard(
        code=commitment.pledge.code,
        card=card_of(commitment.pledge, page, language),
        organisations=[_with_fate(organisation, language) for organisation in organisations_of(commitment)],
        text=commitment.text_in(language),
        state=state_of(commitment),
        is_late=is_late(commitment),
        deadline=when(commitment, commitment.standing()),
        themes=[localized_value(theme, "name", language) for theme in commitment.themes.all()],
    )
