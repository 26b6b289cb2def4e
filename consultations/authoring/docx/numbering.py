"""The numbers that Word writes before paragraphs of a list; the file holds only their rules."""

import re
from collections import defaultdict

from docx.oxml.ns import qn

BULLET = "•"
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
LEVELS = 9


class Numbering:
    """Counts along while paragraphs are read in their order."""

    def __init__(self, document):
        self.levels, self.lists = {}, {}
        self.counts = defaultdict(lambda: [0] * LEVELS)
        root = self._root(document)
        for abstract in root.iterchildren(qn("w:abstractNum")) if root is not None else ():
            key = abstract.get(qn("w:abstractNumId"))
            for level in abstract.iterchildren(qn("w:lvl")):
                self.levels[key, _whole(level.get(qn("w:ilvl")))] = level
        for number in root.iterchildren(qn("w:num")) if root is not None else ():
            self.lists[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId")

    def _root(self, document):
        try:
            return document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return None

    def next(self, paragraph):
        """The number of that paragraph, BULLET for one without an order, "" for one that is in no list."""
        key, depth = _place(paragraph)
        abstract = self.lists.get(key)
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        form = _value(level, "w:numFmt") or "decimal"
        if form in ("bullet", "none"):
            return BULLET if form == "bullet" else ""
        counts = self.counts[abstract]
        counts[depth] = counts[depth] + 1 if counts[depth] else self._start(abstract, depth)
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        words = _value(level, "w:lvlText") or f"%{depth + 1}."
        return re.sub(r"%([1-9])", lambda found: self._shown(abstract, int(found[1]) - 1), words).strip()

    def _shown(self, abstract, depth):
        level = self.levels.get((abstract, depth))
        form = _value(level, "w:numFmt") if level is not None else "decimal"
        return written(self.counts[abstract][depth] or self._start(abstract, depth), form)

    def _start(self, abstract, depth):
        level = self.levels.get((abstract, depth))
        return _whole(_value(level, "w:start"), 1) if level is not None else 1


def written(number, form):
    """A number as that format of Word writes it; formats that are not known here are written as figures."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        words = ""
        for value, letters in ROMAN:
            words, number = words + letters * (number // value), number % value
        return words.upper() if form == "upperRoman" else words
    return str(number)


def _place(paragraph):
    """(list, level) of a paragraph: its own, or that of its style and the styles under it."""
    properties = [paragraph._p.pPr]
    style = paragraph.style
    for _step in range(10):
        if style is None:
            break
        properties.append(style.element.pPr)
        style = style.base_style
    for pPr in properties:
        numPr = pPr.numPr if pPr is not None else None
        if numPr is not None:
            return _value(numPr, "w:numId"), min(_whole(_value(numPr, "w:ilvl")), LEVELS - 1)
    return None, 0


def _value(element, name):
    child = element.find(qn(name))
    return child.get(qn("w:val")) if child is not None else None


def _whole(words, otherwise=0):
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 6 else otherwise
