"""What is wrong in a questionnaire while it is written: codes, conditions and numbers, never missing words.

Each problem is (path, message), with a path as core.block_errors takes it.
"""

import re
from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind
from core.languages import language_codes, localized_name

from .bilingual import texts_of
from .conditions import AT_LEAST, AT_MOST, NONE_OF, ONE_OF

WITH_OPTIONS = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
WITH_VALUE = {QuestionKind.SCALE, QuestionKind.NUMBER}
NUMBERS = re.compile(r"[0-9]{1,3}(?:\s*[,;\s]\s*[0-9]{1,3})*")


def problems_in(stream):
    """Everything that is wrong in the value of a questionnaire block."""
    questions = [(position, child) for position, child in enumerate(stream) if is_question(child)]
    earlier, codes = {}, {child.value["code"]: child for _position, child in reversed(questions)}
    for position, child in questions:
        code = child.value["code"]
        if code and code in earlier:
            yield [position, "code"], _("An earlier question has this code too. Every code is used once.")
        for step, condition in enumerate(child.value["conditions"]):
            for name, message in _of_condition(condition, earlier, codes):
                yield [position, "conditions", step, name], message
        for path, message in _of_question(child):
            yield [position, *path], message
        earlier.setdefault(code, child)


def is_question(child):
    return bool(getattr(child.block, "kind", ""))


def numbers_in(words):
    """The numbers in a text as “1, 3”; None where it holds anything else."""
    words = (words or "").strip()
    return [int(number) for number in re.findall(r"[0-9]+", words)] if NUMBERS.fullmatch(words) else None


def _of_condition(condition, earlier, codes):
    code = (condition["question"] or "").strip()
    asked = earlier.get(code)
    if asked is None and code in codes:
        yield "question", _("This question does not come earlier. A condition only looks at questions before it.")
    elif asked is None:
        yield "question", _("No question has this code.")
    elif condition["test"] in (ONE_OF, NONE_OF):
        yield from _of_options(condition, asked)
    elif condition["test"] in (AT_LEAST, AT_MOST):
        yield from _of_value(condition, asked)


def _of_options(condition, asked):
    if asked.block.kind not in WITH_OPTIONS:
        yield "test", _("The answer to that question is not a choice of options.")
        return
    numbers, count = numbers_in(condition["options"]), len(asked.value["options"])
    if numbers is None:
        yield "options", _("Write the numbers of the options, for example 1, 3.")
    elif wrong := [number for number in numbers if not 1 <= number <= count]:
        words = _("That question has no option %(number)s: its options are numbered 1 to %(count)s.")
        yield "options", words % {"number": wrong[0], "count": count}


def _of_value(condition, asked):
    if asked.block.kind not in WITH_VALUE:
        yield "test", _("The answer to that question is not a number.")
    elif condition["value"] is None:
        yield "value", _("Say the number to compare with.")
    elif asked.block.kind == QuestionKind.SCALE:
        first, last = asked.value["first"], asked.value["last"]
        if None not in (first, last) and not first <= condition["value"] <= last:
            words = _("That scale goes from %(first)s to %(last)s.")
            yield "value", words % {"first": first, "last": last}


def _of_question(child):
    value = child.value
    for name in ("options", "rows"):
        if name in value:
            for step, column in _said_twice(value[name]):
                yield [name, step, column], _("The same words stand above already.")
    if child.block.kind == QuestionKind.MULTIPLE:
        yield from _of_multiple(value)
    if child.block.kind == QuestionKind.NUMBER:
        yield from _of_number(value)


def _said_twice(texts):
    """(position, column) of each text that stands before it in the list too."""
    for code in language_codes():
        seen = Counter()
        for step, text in enumerate(texts):
            words = texts_of(text, "text")[code].casefold()
            seen[words] += 1
            if words and seen[words] > 1:
                yield step, localized_name("text", code)


def _of_multiple(value):
    count = len(value["options"])
    if value["at_most"] and value["at_most"] > count + bool(value["other"]):
        yield ["at_most"], _("There are only %(count)s options.") % {"count": count + bool(value["other"])}
    if count and not value["other"] and all(option["exclusive"] for option in value["options"]):
        yield ["options"], _("Not every option can be exclusive: this is then a single choice.")


def _of_number(value):
    least, most = value["least"], value["most"]
    if least is not None and most is not None and least > most:
        yield ["most"], _("This is less than the number that it must be at least.")
    step = Decimal(1).scaleb(-(value["decimals"] or 0))
    for name, number in (("least", least), ("most", most)):
        if number is not None and number % step:
            yield [name], _("This number has more decimals than an answer may have.")
