"""From what was typed to answers: language-neutral, with identities in the place of labels.

Hidden questions are left out, whatever was typed at them; an option of another question is refused.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from consultations.conditions import shown
from consultations.kinds import QuestionKind, Stance
from consultations.numerals import is_ambiguous, number_in
from consultations.typed import CLAUSE, OTHER, QUESTION, answers_in, chosen, comments_in, is_empty
from core.validators import validate_plausible_day

LONGEST = {QuestionKind.SHORT_TEXT: 200, QuestionKind.LONG_TEXT: 4000, QuestionKind.EMAIL: 254}
LONGEST_OTHER = 300
LONGEST_COMMENT = 4000

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows: they can make a text look like another (Unicode TR36, 3.3)."""

DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
"""A day as it is written in Belgium, in every language, where a browser has no field for days."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

REQUIRED = _("Answer this question.")
UNKNOWN_OPTION = _("Choose one of the answers that are offered.")
UNREADABLE = _("This answer cannot be read. Give it again.")
AMBIGUOUS = _("Write a comma before the decimals, and nothing between the thousands.")


@dataclass(frozen=True)
class Given:
    """A checked answer; `choices` are (option uid, row uid or None, rank or None)."""

    text: str = ""
    number: Decimal | None = None
    day: date | None = None
    choices: tuple = ()


@dataclass
class Checked:
    """What counts: answers {question uid: Given}, comments {clause uid: (stance, text)}, problems {key: message}."""

    answers: dict = field(default_factory=dict)
    comments: dict = field(default_factory=dict)
    problems: dict = field(default_factory=dict)


def check(questionnaire, typed, *, files=None, only=None):
    """Check all that was typed, or the questions and clauses in `only` (keys such as "q-…").

    `files` counts the documents per question: {question uid: number}.
    """
    checked, answers, files = Checked(), answers_in(typed), files or {}
    for uid, item in shown(questionnaire, answers, files).items():
        key = QUESTION + uid
        if only is not None and key not in only:
            continue
        try:
            given = check_answer(item, answers.get(uid), files.get(uid, 0))
        except ValidationError as error:
            checked.problems[key] = error.messages[0]
        else:
            if given:
                checked.answers[uid] = given
    for uid, value in comments_in(typed).items():
        key = CLAUSE + uid
        if uid not in questionnaire.commentable or is_empty(value) or (only is not None and key not in only):
            continue
        try:
            checked.comments[uid] = check_comment(value)
        except ValidationError as error:
            checked.problems[key] = error.messages[0]
    return checked


def check_answer(item, value, files=0):
    """The answer to one question, or None where there is none. Raises ValidationError."""
    if item.kind == QuestionKind.FILE:
        if item.required and not files:
            raise ValidationError(_("Add a document."))
        return Given() if files else None
    if value is None or is_empty(value):
        if item.required:
            raise ValidationError(REQUIRED)
        return None
    return CHECKS[item.kind](item, value)


def clean_text(value, longest):
    """The text with the line ends of one kind. Raises ValidationError."""
    if not isinstance(value, str):
        raise ValidationError(UNREADABLE)
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if CONTROL.search(text):
        raise ValidationError(_("This text has signs that cannot be shown. Remove them, or type it again."))
    if TURNING.search(text):
        raise ValidationError(
            _("This text has invisible signs that turn its direction. Remove them, or type it again.")
        )
    if len(text) > longest:
        raise ValidationError(
            _("This text has %(length)s signs; at most %(longest)s fit. Nothing was lost: shorten it."),
            params={"length": len(text), "longest": longest},
        )
    return text


def _text(item, value):
    return Given(text=clean_text(value, item.longest or LONGEST[item.kind]))


def _email(item, value):
    given = _text(item, value)
    validate_email(given.text)
    return given


def _single(item, value):
    options = chosen(value)
    if not options:
        raise ValidationError(_("Choose “other” where you fill something in beside it."))
    return _choices(item, value, options)


def _multiple(item, value):
    options = chosen(value)
    if not options:
        raise ValidationError(_("Choose “other” where you fill something in beside it."))
    exclusive = {option.uid for option in item.options if option.exclusive}
    if options & exclusive and len(options) > 1:
        raise ValidationError(_("One of your answers goes with no other. Choose it alone, or leave it out."))
    if item.at_most and len(options) > item.at_most:
        raise ValidationError(_("Choose at most %(number)s."), params={"number": item.at_most})
    return _choices(item, value, options)


def _choices(item, value, options):
    known = options - {OTHER}
    if not known <= set(item.option_uids) or (OTHER in options and not item.other):
        raise ValidationError(UNKNOWN_OPTION)
    other = clean_text(value.get("other") or "", LONGEST_OTHER) if item.other else ""
    if OTHER in options and not other:
        raise ValidationError(_("Say what “other” is."))
    if other and OTHER not in options:
        raise ValidationError(_("Choose “other” where you fill something in beside it."))
    return Given(text=other, choices=tuple((uid, None, None) for uid in item.option_uids if uid in known))


def _scale(item, value):
    point = _line(value)
    if point not in item.points:
        raise ValidationError(UNKNOWN_OPTION)
    return Given(number=Decimal(point))


def _ranking(item, value):
    if not isinstance(value, dict) or not set(value) <= set(item.option_uids):
        raise ValidationError(UNKNOWN_OPTION)
    ranks = {uid: str(rank).strip() for uid, rank in value.items() if str(rank).strip()}
    possible = {str(rank): rank for rank in range(1, len(item.options) + 1)}
    if not set(ranks.values()) <= set(possible):
        raise ValidationError(_("Give each place as a number from 1 to %(last)s."), params={"last": len(item.options)})
    if len(set(ranks.values())) < len(ranks):
        raise ValidationError(_("Give each place once."))
    if len(ranks) < len(item.options):
        raise ValidationError(_("Give every line its place, from 1 to %(last)s."), params={"last": len(item.options)})
    return Given(choices=tuple((uid, None, possible[ranks[uid]]) for uid in item.option_uids))


def _matrix(item, value):
    rows = [row.uid for row in item.rows]
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise ValidationError(UNKNOWN_OPTION)
    picked = {row: uid for row, uid in value.items() if not is_empty(uid)}
    if not all(uid in item.option_uids for uid in picked.values()):
        raise ValidationError(UNKNOWN_OPTION)
    if item.required and len(picked) < len(rows):
        raise ValidationError(_("Answer every row."))
    return Given(choices=tuple((picked[row], row, None) for row in rows if row in picked))


def _number(item, value):
    number = number_in(_line(value))
    if number is None:
        raise ValidationError(_("Give a number, in digits."))
    if item.decimals >= 3 and is_ambiguous(value):
        raise ValidationError(AMBIGUOUS)
    if -number.as_tuple().exponent > item.decimals:
        raise ValidationError(
            _("Give a number with at most %(decimals)s decimals.") if item.decimals else _("Give a whole number."),
            params={"decimals": item.decimals},
        )
    if item.least and number < Decimal(item.least):
        raise ValidationError(_("Give a number of at least %(least)s."), params={"least": _shown(item.least)})
    if item.most and number > Decimal(item.most):
        raise ValidationError(_("Give a number of at most %(most)s."), params={"most": _shown(item.most)})
    return Given(number=number)


def _shown(number):
    """A limit in the notation of the reader."""
    return number_format(Decimal(number))


def _day(item, value):
    text = _line(value)
    if found := DAY_FIRST.fullmatch(text):
        text = "{2}-{1:0>2}-{0:0>2}".format(*found.groups())
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValidationError(_("Give a day, for example 31/12/2026.")) from None
    validate_plausible_day(day)
    return Given(day=day)


def _line(value):
    """A text of one line. Raises ValidationError for anything else."""
    if not isinstance(value, str):
        raise ValidationError(UNREADABLE)
    return value.strip()


def check_comment(value):
    """The comment on a clause: (stance or "", text). Raises ValidationError."""
    if not isinstance(value, dict):
        raise ValidationError(UNREADABLE)
    stance = value.get("stance") or ""
    if stance not in ("", *Stance.values):
        raise ValidationError(UNKNOWN_OPTION)
    return stance, clean_text(value.get("text") or "", LONGEST_COMMENT)


CHECKS = {
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.EMAIL: _email,
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.SCALE: _scale,
    QuestionKind.RANKING: _ranking,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _day,
}
