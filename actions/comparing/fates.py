"""What became of the actions of a plan in a later one, by the rows that say which action took over from which."""

from collections import deque
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from actions.models.actions import Lineage

CONTINUED, MERGED, SPLIT = Lineage.Kind.CONTINUED, Lineage.Kind.MERGED, Lineage.Kind.SPLIT
ELSEWHERE, DROPPED = "elsewhere", "dropped"

RULE = _(
    "Who enters an action names the earlier actions that it takes over. An earlier action that goes on in several was "
    "split, several that go on in one were merged, and any other one that goes on continues. Each one is counted "
    "once. What nobody named was dropped, and what names no earlier action is new. Steps in between are followed."
)


@dataclass(frozen=True)
class Fates:
    """Actions are primary keys, in the order in which they were given."""

    kinds: dict
    """What became of each earlier action: {earlier: one of the five}."""
    onward: dict
    """The actions in which each earlier one goes on: {earlier: {later or elsewhere: kind of the step}}."""
    new: list = field(default_factory=list)
    taken_up: list = field(default_factory=list)
    """Later actions that took over from something else than the earlier plan."""

    def of_kind(self, kind):
        return [action for action, found in self.kinds.items() if found == kind]


def fates_of(earlier, later, steps):
    """`earlier`, `later`: the actions of two plans; `steps`: [(earlier action, later action, kind)] of any plans."""
    onward, backward = {}, {}
    for before, after, kind in steps:
        onward.setdefault(before, []).append((after, kind))
        backward.setdefault(after, []).append(before)
    targets, sources = set(later), set(earlier)
    reached, strayed = {}, {}
    for action in earlier:
        reached[action], others = _walk(action, onward, targets)
        strayed[action] = {key: kind for key, kind in others.items() if key not in sources}
    arrivals = {}
    for found in reached.values():
        for key, kind in found.items():
            arrivals.setdefault(key, []).append(kind)
    kinds = {action: _kind(reached[action], strayed[action], arrivals) for action in earlier}
    return Fates(
        kinds=kinds,
        onward={action: reached[action] or strayed[action] for action in earlier},
        new=[action for action in later if action not in arrivals and action not in backward],
        taken_up=[action for action in later if action not in arrivals and action in backward],
    )


def _walk(start, onward, targets):
    """({target: kind of the way to it}, {where a way ends outside the targets: kind}); circles end."""
    found, ends, seen, queue = {}, {}, {start}, deque([(start, CONTINUED)])
    while queue:
        here, way = queue.popleft()
        steps = onward.get(here, [])
        if not steps and here != start:
            ends[here] = way
        for there, kind in steps:
            sofar = _stronger(way, kind)
            if there in targets:
                found.setdefault(there, sofar)
            elif there not in seen:
                seen.add(there)
                queue.append((there, sofar))
    return found, ends


def _stronger(*kinds):
    return next((kind for kind in (SPLIT, MERGED) if kind in kinds), CONTINUED)


def _kind(reached, strayed, arrivals):
    if not reached:
        return ELSEWHERE if strayed else DROPPED
    if len(reached) > 1 or SPLIT in reached.values():
        return SPLIT
    ((target, kind),) = reached.items()
    together = [other for other in arrivals[target] if other != SPLIT]
    return MERGED if kind == MERGED or len(together) > 1 else CONTINUED
