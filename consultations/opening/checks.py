"""What keeps a document from being opened: missing words, unequal options, limits that cannot be.

A limit that nothing could be read by is replaced in the document, so that its preview can still be shown.
"""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind
from consultations.questionnaire import STATEMENT
from core.languages import language_codes, language_name

from .facts import missing_in

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
CHOICES = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.MATRIX}
OPTIONAL = ("help", "low", "high", "unit")


def problems_in(document):
    """[(uid, message)]; uid "" for what concerns the whole."""
    items = [item for section in document["sections"] for item in section["items"]]
    questions = [item for item in items if item["kind"] != STATEMENT]
    if not questions and not any(clause["kind"] == "clause" for clause in document["clauses"]):
        yield "", _("There is no question and no clause yet.")
    yield from _sections(document["sections"])
    for item in items:
        yield from ((item["uid"], message) for message in _missing(item["text"]))
    codes = [question["code"] for question in questions]
    for question in questions:
        if codes.count(question["code"]) > 1:
            message = _("More than one question has the code “%(code)s”.") % {"code": question["code"]}
            yield question["uid"], message
        yield from ((question["uid"], message) for message in _question(question))
    for clause in document["clauses"]:
        yield from ((clause["uid"], message) for message in _missing(clause["text"]))


def _sections(sections):
    for section in sections:
        if section["title"]:  # what stands before the first section has none
            yield from ((section["uid"], message) for message in _missing(section["title"], _("Title")))
        yield from ((section["uid"], message) for message in _unequal(section["introduction"], _("Introduction")))
        if not section["items"]:
            yield section["uid"], _("Nothing stands in this section.")


def _missing(texts, label=""):
    return [_about(label, missing_in(code)) for code in language_codes() if not texts.get(code)]


def _unequal(texts, label):
    """Only where one language has it."""
    return _missing(texts, label) if any(texts.values()) else []


def _about(label, message):
    return _("%(label)s: %(message)s") % {"label": label, "message": message} if label else message


def _question(question):
    if not CODE.fullmatch(question["code"]):
        yield _("Give it a code of small letters, digits and hyphens, at most 20.")
    labels = {
        "help": _("Help with the question"),
        "low": _("Word at the low end"),
        "high": _("Word at the high end"),
        "unit": _("Unit"),
    }
    for name in OPTIONAL:
        yield from _unequal(question.get(name, {}), labels[name])
    if question["sensitive"]:
        yield from _missing(question["purpose"], _("Why a sensitive question is asked"))
    if question["kind"] in CHOICES and len(question["options"]) < 2:
        yield _("Give at least two options.")
    if question["kind"] == QuestionKind.MATRIX and not question["rows"]:
        yield _("Give at least one row.")
    yield from _options(question.get("options", []), _("Option %(number)s"))
    yield from _options(question.get("rows", []), _("Row %(number)s"))
    yield from _limits(question)


def _options(options, label):
    for number, option in enumerate(options, 1):
        yield from _missing(option["text"], label % {"number": number})
    for code in language_codes():
        words = [option["text"].get(code, "").casefold() for option in options]
        if any(words.count(text) > 1 for text in words if text):
            yield _("Two lines have the same words in %(language)s.") % {"language": language_name(code)}


def _limits(question):
    kind = question["kind"]
    if kind == QuestionKind.SCALE:
        first, last = question.get("first", 1), question.get("last", 5)
        if not 0 <= first < last <= 10:
            question |= {"first": 1, "last": 5}
            yield _("The scale must go up, from 0 or 1 to at most 10.")
    at_most = question.get("at_most")
    if at_most is not None and at_most < 1:
        yield _("“At most” must be 1 or more.")
    if kind == QuestionKind.MULTIPLE and at_most and at_most > len(question["options"]) + question["other"]:
        yield _("“At most” is more than there are options.")
    if question.get("longest") is not None and question["longest"] < 1:
        yield _("The longest answer must have 1 sign or more.")
    if kind == QuestionKind.NUMBER:
        yield from _range(question)


def _range(question):
    numbers = {}
    for name in ("least", "most"):
        try:
            numbers[name] = Decimal(question[name]) if question[name] else None
        except InvalidOperation:
            question[name] = ""
            yield _("The least and the most must be numbers.")
            return
        if numbers[name] is not None and not numbers[name].is_finite():
            question[name] = ""
            yield _("The least and the most must be numbers.")
            return
    if None not in numbers.values() and numbers["least"] > numbers["most"]:
        yield _("The least is more than the most.")
    if not 0 <= question.get("decimals", 0) <= 6:
        question["decimals"] = 0
        yield _("A number has 0 to 6 decimals.")
