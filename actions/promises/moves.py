"""By when something is due: as first announced, as it is now, and each move with its reason, from the log."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.deadlines import CLOSED, day, when
from core.languages import language_name


@dataclass(frozen=True)
class Move:
    """One entry of the log that moved the date."""

    on: date
    before: date
    to: date
    reason: str
    lang: str
    """Filled in when the reason is not in the reader's language."""
    author: str
    anchor: str

    @property
    def notice(self):
        return language_name(self.lang)


@dataclass(frozen=True)
class Due:
    """When a commitment is due, in words: readers see the first date struck through and the current one beside it."""

    words: str
    """By when, until when or since when."""
    first: str = ""
    """The first date, of one that moved."""
    now: str = ""
    """The date as last moved."""
    times: str = ""
    """How often it moved."""
    is_open: bool = True
    is_review: bool = False
    """Whether these are review dates of an ongoing commitment."""
    moves: list = field(default_factory=list)
    """Each move, the latest first; only where the log was read."""

    @property
    def label_of_first(self):
        return _("First review date:") if self.is_review else _("First deadline:")

    @property
    def label_of_now(self):
        return _("Review date now:") if self.is_review else _("Deadline now:")


def due_of(commitment, standing, moves=()):
    """For a commitment that came with its status."""
    words, first = when(commitment, standing), commitment.first_deadline or commitment.review_on
    if not commitment.moves or not first:
        return Due(words, is_review=commitment.is_ongoing)
    return Due(
        words,
        first=day(first),
        now=day(commitment.due_on),
        times=ngettext("moved once", "moved {counter} times", commitment.moves).format(counter=commitment.moves),
        is_open=standing not in CLOSED,
        is_review=commitment.is_ongoing,
        moves=list(moves),
    )


def moves_in(commitment, entries):
    """The moves that these entries of its log, newest first, tell of; the latest first, corrected ones left out."""
    before, moves = commitment.first_deadline or commitment.review_on, []
    for entry in reversed(entries):
        if entry.moves_to and not entry.is_corrected:
            moves.append(Move(entry.date, before, entry.moves_to, entry.text, entry.lang, entry.author, entry.anchor))
            before = entry.moves_to
    return moves[::-1]
