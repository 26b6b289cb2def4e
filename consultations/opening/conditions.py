"""Conditions as editors write them, by codes and numbers, as the document holds them: by identities."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from consultations.blocks.conditions import ANSWERED, AT_LEAST, AT_MOST, NONE_OF, ONE_OF
from consultations.kinds import QuestionKind
from consultations.questionnaire import STATEMENT
from consultations.typed import OTHER
from core.languages import language_codes

CHOICES = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
NUMBERS = {QuestionKind.SCALE, QuestionKind.NUMBER}


class _Wrong(Exception):
    """Why a condition cannot stand; the message says it in words."""


def link_conditions(document, wanted):
    """Put the conditions into the questions of the document: `wanted` is {question uid: [blocks]}.

    Returns the problems, [(question uid, message)]; a condition with a problem is left out.
    """
    items = [item for section in document["sections"] for item in section["items"] if item["kind"] != STATEMENT]
    by_code, problems = {}, []
    for place, item in enumerate(items):
        by_code.setdefault(item["code"], (place, item))
    for place, item in enumerate(items):
        for block in wanted.get(item["uid"], []):
            try:
                item["conditions"].append(_condition(block, place, by_code))
            except _Wrong as wrong:
                problems.append((item["uid"], str(wrong)))
    return problems


def _condition(block, place, by_code):
    code, test = _line(block.get("question")), _line(block.get("test"))
    if not code or code not in by_code:
        raise _Wrong(_("A condition names the question “%(code)s”, which is not there.") % {"code": code})
    earlier, question = by_code[code]
    if earlier == place:
        raise _Wrong(_("A condition names the question itself."))
    if earlier > place:
        raise _Wrong(_("A condition names the question “%(code)s”, which comes later.") % {"code": code})
    condition = {"question": question["uid"], "test": test, "options": [], "value": ""}
    kind = question["kind"]
    if test == ANSWERED and kind != QuestionKind.FILE:
        return condition
    if test in (ONE_OF, NONE_OF) and kind in CHOICES:
        return condition | {"options": _options(block.get("options"), question)}
    if test in (AT_LEAST, AT_MOST) and kind in NUMBERS:
        return condition | {"value": _value(block.get("value"), code)}
    raise _Wrong(_("A condition asks something that does not fit the kind of question “%(code)s”.") % {"code": code})


def _options(written, question):
    """The identities of the numbered options; the word “other”, in any language, is what is filled in beside them."""
    uids = []
    for part in re.split(r"[\s,;]+", _line(written).lower()):
        if not part:
            continue
        number = int(part) if part.isascii() and part.isdecimal() and len(part) < 5 else 0
        if part in _words_for_other() and question.get("other"):
            uids.append(OTHER)
        elif 1 <= number <= len(question["options"]):
            uids.append(question["options"][number - 1]["uid"])
        else:
            params = {"option": part, "code": question["code"]}
            raise _Wrong(_("A condition names option “%(option)s”, which question “%(code)s” has not.") % params)
    if not uids:
        raise _Wrong(_("A condition on question “%(code)s” names no option.") % {"code": question["code"]})
    return list(dict.fromkeys(uids))


def _words_for_other():
    words = {OTHER}
    for code in language_codes():
        with override(code):
            words.add(pgettext("in a condition", "other").lower())
    return words


def _value(written, code):
    try:
        value = Decimal(_line(written)).normalize()
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or abs(value) >= 10**18:
        raise _Wrong(_("A condition on question “%(code)s” has no value.") % {"code": code})
    return f"{value:f}"


def _line(value):
    return "" if value is None else str(value).strip()
