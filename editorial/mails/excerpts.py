"""A change in words, short enough for a mail."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .post import one_line

PLACES = 5
WIDTH = 160
LEAD = 50


def excerpt(change, places=PLACES):
    """The size of a Difference and its first passages: {"sentence", "lines"}."""
    lines = []
    for passage in change.changes[:places]:
        lines += [_label(passage), *_lines(passage)]
    if (left := len(change.changes) - places) > 0:
        lines.append(
            ngettext("… and in %(count)s more place", "… and in %(count)s more places", left) % {"count": left}
        )
    return {"sentence": change.sentence(), "lines": lines}


def _label(passage):
    label = one_line(passage.label)
    if passage.kind == "moved":
        return _("%(label)s: moved") % {"label": label}
    if passage.words_stayed:
        return _("%(label)s: not the words, but a link or the like") % {"label": label}
    return label


def _lines(passage):
    if passage.kind == "moved" or passage.words_stayed:
        return []
    sides = {sign: _side(passage.segments, sign) for sign in "-+"}
    wanted = {"added": "+", "removed": "-"}.get(passage.kind, "-+")
    return [f"{sign} {sides[sign]}" for sign in wanted if sides[sign]]


def _side(segments, sign):
    """What was there (-) or is there now (+), from a little before the first change."""
    first = segments[0][1] if segments and segments[0][0] == "=" else ""
    whole = one_line("".join(text for operation, text in segments if operation in ("=", sign)), length=10_000)
    start = len(one_line(first, length=10_000)) - LEAD
    if start <= 0:
        return one_line(whole, WIDTH)
    start = whole.find(" ", start) + 1
    return "… " + one_line(whole[start:], WIDTH)
