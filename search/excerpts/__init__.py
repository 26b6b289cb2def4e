"""Excerpts: the part of a text in which the words of a search stand, marked as they stand there."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .hits import LENGTH, MARGIN, densest, hits_in, whole

SENTENCE = re.compile(r"(?:[.!?…]\s+|\n\s*)(?=\S)")
BLANKS = re.compile(r"\s+")
BREAKS = re.compile(r"(?<=[^\s.!?…:;,])\s*\n\s*|^\s*\n\s*")
"""Where a line ends that is no sentence, such as a title or a name."""


def excerpt(text, question, language):
    """Some 200 signs around the words of the question, as HTML; empty when none of them stands in the text."""
    return _around(text, hits_in(text, question, language))


def _around(text, hits):
    if not hits:
        return mark_safe("")
    first, last, _groups = densest(hits)
    start, end = _window(text, hits[first].start, hits[last].end)
    return _html(text, start, end, [hit for hit in hits if start <= hit.start and hit.end <= end])


def excerpt_of(entry, question):
    """What a result says: its summary, unless its text says more of what was asked."""
    language = question.language
    in_summary = hits_in(entry.summary, question, language)
    in_text = hits_in(entry.text, question, language)
    if _most_groups(in_text) > _most_groups(in_summary):
        return _around(entry.text, in_text)
    if entry.summary:
        return _html(entry.summary, 0, len(entry.summary), in_summary)
    return _html(entry.text, *_window(entry.text, 0, 0), [])


def _most_groups(hits):
    return densest(hits)[2] if hits else 0


def _window(text, start, end):
    """The signs to show around these: from the beginning of a sentence where one is near, words left whole."""
    if len(text) <= LENGTH + MARGIN:
        return 0, len(text)
    room = max(LENGTH - (end - start), 0)
    earliest = max(min(start - room // 2, len(text) - LENGTH), 0)
    sentence = SENTENCE.search(text, max(earliest - MARGIN, 0), min(earliest + MARGIN, start) + 1)
    if earliest <= MARGIN:
        begin = 0
    elif sentence:
        begin = sentence.end()
    else:
        space = BLANKS.search(text, earliest, min(earliest + MARGIN, start))
        begin = space.end() if space else whole(text, earliest)
    if len(text) - begin <= LENGTH + MARGIN:
        return begin, len(text)
    stop = max(begin + LENGTH, end)
    space = BLANKS.search(text, stop, stop + MARGIN)
    return begin, space.start() if space else whole(text, stop)


def _html(text, start, end, hits):
    parts, here = ["… "] if start else [], start
    for hit in hits:
        parts += [_escaped(text[here : hit.start]), "<mark>", _escaped(text[hit.start : hit.end]), "</mark>"]
        here = hit.end
    parts += [_escaped(text[here:end]), " …" if end < len(text.rstrip()) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text was escaped


def _escaped(text):
    return str(escape(BLANKS.sub(" ", BREAKS.sub(" · ", text))))
