"""A plan by pillar, by government and by theme: a small table each, every number the address of its list."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from actions.plan_filter import ANCHOR, values_of
from actions.progress import Progress, progress_of

MOST_ROWS = 6
"""So many rows of a breakdown are shown at once."""


@dataclass(frozen=True)
class Row:
    label: str
    url: str
    progress: Progress


@dataclass(frozen=True)
class Breakdown:
    name: str
    title: str
    note: str
    rows: list
    more: list


def breakdowns_of(stands, labels, plan_filter):
    """Those that tell something: of more than one value, or of one that not every promise has."""
    titles = {
        "pillar": (_("By pillar"), ""),
        "government": (_("By government"), ""),
        "theme": (_("By theme"), _("A commitment counts once under each of its themes and those of its action.")),
    }
    found = []
    for name, (title, note) in titles.items():
        states = _states_by_value(name, stands)
        rows = [_row(name, value, label, states[value], plan_filter) for value, label in labels[name].items()]
        if len(rows) > 1:
            found.append(Breakdown(name, title, note, rows[:MOST_ROWS], rows[MOST_ROWS:]))
    return found


def _states_by_value(name, stands):
    found = defaultdict(list)
    for stand in stands:
        for value in values_of(stand)[name]:
            found[value].append(stand.state)
    return found


def _row(name, value, label, states, plan_filter):
    address = plan_filter.query(**{name: [value]})
    return Row(label, f"{address}{ANCHOR}", progress_of(states).linked_to(address, ANCHOR))
