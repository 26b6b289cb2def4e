"""Which questions of a page are shown, and which hang on answers of the same page.

A condition on an earlier page is decided by the server. One on the same page is told in words, and a script follows
it while one types: static/consultations/asked.js. What counts is decided when it is sent: consultations.conditions.
"""

from dataclasses import replace

from consultations.conditions import ANY, is_asked, shown
from consultations.typed import QUESTION, answers_in


def on_page(items, typed, questionnaire=None, files=None):
    """The items that the page shows; the conditions that are left on each hang on questions of the page itself.

    With the `questionnaire`, answers to earlier questions that are no longer asked themselves are left out. `files`
    are {question uid: documents}.
    """
    answers = answers_in(typed) | {uid: "file" for uid, there in (files or {}).items() if there}
    if questionnaire is not None:
        asked = shown(questionnaire, answers)
        answers = {uid: value for uid, value in answers.items() if uid in asked}
    here, kept = {}, []
    for item in items:
        left = _left(item, here, answers)
        if left is None:
            answers.pop(item.uid, None)
        else:
            kept.append(left)
            here[item.uid] = left
    return kept


def _left(item, here, answers):
    """The item with the conditions that the page itself decides; None where nothing typed here makes it asked."""
    inside = tuple(condition for condition in item.conditions if condition.question in here)
    outside = tuple(condition for condition in item.conditions if condition.question not in here)
    if not outside:
        return item
    holds = is_asked(replace(item, conditions=outside), answers)
    if item.match == ANY:
        return replace(item, conditions=()) if holds else replace(item, conditions=inside) if inside else None
    return replace(item, conditions=inside) if holds else None


def as_data(item):
    """The conditions of an item for the script, with the keys of the fields."""
    return {
        "any": item.match == ANY,
        "tests": [
            {"key": QUESTION + test.question, "test": test.test, "options": list(test.options), "value": test.value}
            for test in item.conditions
        ],
    }
