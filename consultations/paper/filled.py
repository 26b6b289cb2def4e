"""From the cells of a spreadsheet to what was typed: {place name: cell} -> see consultations.typed."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind
from consultations.typed import CLAUSE, OTHER, QUESTION
from core.sheets.cells import day_of, text_of
from core.sheets.problems import CellProblem

from .places import MARK, STANCE, TEXT

NUMBERED = re.compile(r"([0-9]{1,3})\s*(?:[.)].*)?", re.DOTALL)
"""A line of a list to pick from begins with its number: “2. I agree”; the words behind it are for people."""

YES = {"x", "1", "v", "ja", "oui", "yes", "true"}


def typed_in_cells(places, cells):
    """(what was typed, {place name: message}): every cell that could not be read is in the messages."""
    read, problems = {}, {}
    for place in places:
        if place.name not in cells:
            continue
        try:
            value = read_cell(place, cells[place.name])
        except CellProblem as problem:
            problems[place.name] = str(problem.message)
        else:
            if value:
                read.setdefault(place.key, {})[place.part] = value
    items = {place.key: place.item for place in places}
    return {key: _value(key, items[key], parts) for key, parts in read.items()}, problems


def read_cell(place, value):
    """The value of a place as typed. Raises CellProblem."""
    if place.item is not None and place.item.kind == QuestionKind.DATE:
        day = day_of(value)
        return day.isoformat() if day else ""
    text = text_of(value)
    if not text or not place.choices:
        return text
    if place.choices[0][0] == MARK:
        if text.lower() not in YES:
            raise CellProblem(_("Put an x here to choose this line, or leave the cell empty."))
        return MARK
    chosen = _chosen(place, value, text)
    if chosen is None:
        raise CellProblem(_("Pick a line of the list, or type its number."))
    return chosen


def _chosen(place, value, text):
    if place.choices[0][0].isdecimal():  # a scale or a rank: the number is the value
        return text if text in {choice for choice, _words in place.choices} else None
    if isinstance(value, Decimal):
        return place.value_of(int(value)) if value == value.to_integral_value() and abs(value) < 1000 else None
    found = NUMBERED.fullmatch(text)
    return place.value_of(int(found[1])) if found else None


def _value(key, item, parts):
    if key.startswith(CLAUSE):
        return {"stance": parts.get(STANCE, ""), "text": parts.get(TEXT, "")}
    if not key.startswith(QUESTION) or item is None:
        return parts.get("", "")
    if item.kind == QuestionKind.SINGLE:
        return {"option": parts.get("", ""), "other": parts.get(OTHER, "")}
    if item.kind == QuestionKind.MULTIPLE:
        options = [uid for uid in item.option_uids if uid in parts]
        return {"options": options + [OTHER] * (OTHER in parts), "other": parts.get(OTHER, "")}
    if item.kind in (QuestionKind.RANKING, QuestionKind.MATRIX):
        return parts
    return parts.get("", "")
