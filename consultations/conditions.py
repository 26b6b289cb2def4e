"""Which questions are asked, given what was typed so far.

What was typed is {uid: value}, with a value of the shape of its kind: see consultations.typed.
"""

from decimal import Decimal

from consultations.blocks.conditions import ANSWERED, AT_LEAST, AT_MOST, NONE_OF, ONE_OF
from consultations.numerals import number_in
from consultations.typed import chosen, is_empty

ANY = "any"


def shown(questionnaire, typed, files=None):
    """The questions that are asked, in their order: {uid: Item}; a hidden one counts as not answered.

    `files` says to which questions documents were added: {question uid: their number, or the documents}.
    """
    given, asked, answered = typed | {uid: "file" for uid, there in (files or {}).items() if there}, {}, {}
    for uid, item in questionnaire.questions.items():
        if is_asked(item, answered):
            asked[uid] = item
            if uid in given:
                answered[uid] = given[uid]
    return asked


def is_asked(item, typed):
    """Whether a question is asked, given the answers to the earlier ones that are asked themselves."""
    if not item.conditions:
        return True
    held = [_holds(condition, typed.get(condition.question)) for condition in item.conditions]
    return any(held) if item.match == ANY else all(held)


def _holds(condition, value):
    answered = value is not None and not is_empty(value)
    if condition.test == ANSWERED:
        return answered
    if not answered:
        return False
    if condition.test in (ONE_OF, NONE_OF):
        found = bool(chosen(value) & set(condition.options))
        return found if condition.test == ONE_OF else not found
    return _compares(condition, value)


def _compares(condition, value):
    given = number_in(value)
    if given is None:
        return False
    limit = Decimal(condition.value)
    return {AT_LEAST: given >= limit, AT_MOST: given <= limit}[condition.test]
