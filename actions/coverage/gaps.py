"""The text of the gaps: on what nothing is planned, and what carries most."""

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.sentences import enumeration, figure
from actions.table.table import action_table

from .axes import headings
from .matrix import address, in_plan

MOST_IN_WORDS = 6
"""So many gaps are named; of more numbered ones, only the numbers."""
MOST_NAMED = 12
LARGEST = 3


def sentences_of(axis, language, *, list_url, plan=None):
    """What is empty in that vocabulary, and what carries most; empty where nothing is published."""
    table = action_table()
    within = in_plan(table, plan)
    found = headings(axis, table, language, within=within)
    if not within or not found:
        return []
    empty = [heading for heading in found if not heading.members]
    if len(empty) == len(found):
        return [_nothing(axis)]
    return [_gaps(axis, empty), _largest(found, axis, list_url, plan)]


def _gaps(axis, empty):
    if not empty:
        return _nothing_empty(axis)
    by_number = axis.name in ("goals", "principles")
    named = empty[:MOST_NAMED] if not by_number else empty
    words = [_words(heading, by_number, is_short=len(empty) > MOST_IN_WORDS) for heading in named]
    if len(empty) > len(named):
        rest = len(empty) - len(named)
        words.append(ngettext("{counter} other", "{counter} others", rest).format(counter=number_format(rest)))
    return format_html(_no_action(axis, len(empty)), list=enumeration(words))


def _words(heading, by_number, is_short):
    if not by_number:
        return heading.label
    name = heading.label.removeprefix(f"{heading.value}. ")
    return heading.value if is_short or not name else f"{heading.value} ({name})"


def _no_action(axis, number):
    return {
        "themes": ngettext("No action on the theme {list}.", "No action on the themes {list}.", number),
        "goals": ngettext("No action on goal {list}.", "No action on goals {list}.", number),
        "principles": ngettext(
            "No action on guiding principle {list}.", "No action on guiding principles {list}.", number
        ),
        "sectors": ngettext("No action of the sector {list}.", "No action of the sectors {list}.", number),
    }[axis.name]


def _nothing(axis):
    return {
        "themes": _("No action names a theme yet."),
        "goals": _("No action names a goal yet."),
        "principles": _("No action names a guiding principle yet."),
        "sectors": _("No action is linked to a sector yet."),
    }[axis.name]


def _nothing_empty(axis):
    return {
        "themes": _("Every theme has at least one action."),
        "goals": _("Every goal has at least one action."),
        "principles": _("Every guiding principle has at least one action."),
        "sectors": _("Every sector has at least one action."),
    }[axis.name]


def _largest(found, axis, list_url, plan):
    largest = sorted(found, key=lambda heading: -heading.members.bit_count())[:LARGEST]
    own = {"plan": plan.code} if plan else {}
    parts = [
        figure(
            f"{heading.label} ({number_format(heading.members.bit_count())})",
            address(list_url, own | {axis.facet: heading.value}),
        )
        for heading in largest
        if heading.members
    ]
    return format_html(_("Most actions are about {list}."), list=enumeration(parts))
