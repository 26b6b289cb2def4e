"""Two plain texts compared word by word, at a bounded cost."""

import re
from difflib import SequenceMatcher

BUDGET = 4_000_000
"""How many pairs of words may be looked at; what is beyond it is compared by paragraphs, then as a whole."""

TOKEN = re.compile(r"\s+|\w+(?:[’'\-]\w+)*|[^\w\s]")


def words_of(text):
    return [token for token in TOKEN.findall(text) if token[0].isalnum()]


def segments(old, new, budget=None):
    """The words of two texts as (operation, text): those with = and - make the old one, those with = and + the new.

    `budget`, a list of one number, is shared by comparisons that belong together.
    """
    budget = [BUDGET] if budget is None else budget
    parts = _compare(TOKEN.findall(old), TOKEN.findall(new), budget, isjunk=str.isspace)
    if parts is None:
        parts = _by_paragraph(old, new, budget)
    return _joined(parts)


def _by_paragraph(old, new, budget):
    lines = _compare(old.splitlines(keepends=True), new.splitlines(keepends=True), budget)
    if lines is None:
        return [("-", old), ("+", new)]
    parts, waiting = [], ""
    for sign, text in [*lines, ("", "")]:
        if sign == "-":
            waiting += text
        elif sign == "+" and waiting:
            inside = _compare(TOKEN.findall(waiting), TOKEN.findall(text), budget, isjunk=str.isspace)
            parts += inside or [("-", waiting), ("+", text)]
            waiting = ""
        else:
            parts += [("-", waiting), (sign, text)]
            waiting = ""
    return parts


def _compare(old, new, budget, isjunk=None):
    """The parts of two lists of strings as (operation, text), or None when that would cost more than the budget."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner, outer = old[start : len(old) - end], new[start : len(new) - end]
    cost = len(inner) * len(outer)
    if cost > budget[0]:
        return None
    budget[0] -= cost
    parts = [("=", "".join(old[:start]))]
    for tag, low, high, first, last in SequenceMatcher(isjunk, inner, outer, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("=", "".join(inner[low:high])))
        else:
            parts += [("-", "".join(inner[low:high])), ("+", "".join(outer[first:last]))]
    return [*parts, ("=", "".join(old[len(old) - end :]))]


def _common(old, new):
    """How many strings both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(parts):
    """Neighbours with the same operation as one, without empty ones."""
    joined = []
    for sign, text in parts:
        if not text:
            continue
        if joined and joined[-1][0] == sign:
            joined[-1] = (sign, joined[-1][1] + text)
        else:
            joined.append((sign, text))
    return joined
