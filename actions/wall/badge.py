"""The badge of a pledge: a picture that says its state of now, in one language, with nothing from elsewhere."""

import textwrap
from dataclasses import replace
from unicodedata import category

from django.template.loader import render_to_string

from .states import State

SIZE = (360, 132)
WIDEST, WIDEST_SMALL = 33, 44
"""Signs on one of the two lines of the name, and on the line of its makers: they fit in a wide font too."""

COLOURS = {
    State.ACTIVE: "#0b5157",
    State.UPDATE_DUE: "#9a4b12",
    State.LAPSED: "#9a4b12",
    State.FULFILLED: "#1f6b3a",
    State.WITHDRAWN: "#51626a",
}
"""Each at least 4.5 to 1 on white."""


def badge_of(shown):
    """The picture, as the text of an SVG file, in the active language."""
    shown = replace(shown, name=_drawn(shown.name), makers=[_drawn(maker) for maker in shown.makers])
    makers = ", ".join(shown.makers)
    return render_to_string(
        "actions/wall/badge.svg",
        {
            "shown": shown,
            "makers": makers,
            "makers_line": textwrap.shorten(makers, WIDEST_SMALL, placeholder="…"),
            "lines": _lines(shown.name),
            "colour": COLOURS[shown.state],
            "width": SIZE[0],
            "height": SIZE[1],
        },
    )


def _drawn(text):
    """Without signs that nobody sees: XML allows no control signs, and those of direction turn what follows around."""
    return "".join(sign for sign in text if not category(sign).startswith("C"))


def _lines(name):
    """The name on two lines at most, cut between words or, where one is too long, in it."""
    lines = textwrap.wrap(name, WIDEST, max_lines=2, placeholder="…") or [""]
    return list(zip((58, 76), lines, strict=False))
