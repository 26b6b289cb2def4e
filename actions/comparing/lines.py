"""How actions and commitments appear beside each other: a few words, where they stand, where to read more."""

from dataclasses import dataclass, field
from datetime import date

from actions.models.statuses import Standing
from actions.snapshots.words import Text
from core.cards import card_of


@dataclass(frozen=True)
class ActionLine:
    number: int
    title: str
    url: str
    lang: str
    """Filled in when the title is in another language than the reader's."""
    plan: str
    standing: Standing

    @property
    def standing_label(self):
        return str(self.standing.label)


@dataclass(frozen=True)
class LastWord:
    """What was last reported on a commitment, and where that stood at the end."""

    who: str
    url: str
    standing: Standing
    on: date | None
    reason: Text

    @property
    def standing_label(self):
        return str(self.standing.label)


@dataclass(frozen=True)
class Fate:
    """An earlier action beside those in which it goes on."""

    kind: str
    earlier: ActionLine
    later: list = field(default_factory=list)
    """[(how it goes on there, ActionLine)]"""
    words: list = field(default_factory=list)
    """The last word on each commitment, of one that was dropped."""


def action_line(action, page, standing, language):
    card = card_of(action, page, language)
    return ActionLine(action.number, card.title, card.url, card.lang, action.plan.name_in(language), standing)
