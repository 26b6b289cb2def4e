"""The ledger of a plan: its actions by pillar, each with where it stands and with one line for each promise."""

from collections import Counter, defaultdict

from actions.deadlines import next_deadline
from actions.progress import standing_of

from .reading import NONE


def lines_by_pillar(reading, stands, shown, is_narrowed):
    """The actions by pillar; `shown`: those stands that the reader asked for, and only theirs where `is_narrowed`."""
    every, asked = _by_action(stands), _by_action(shown)
    pillars = defaultdict(list)
    for line in reading.lines:
        if not is_narrowed or line.pk in asked:
            pillars[line.pillar].append(_line(line, every[line.pk], asked[line.pk], reading.labels["government"]))
    ordered = sorted(pillars.items(), key=lambda item: (item[0] == NONE, int(item[0]) if item[0] != NONE else 0))
    return [{"name": reading.pillars.get(pillar, ""), "actions": actions} for pillar, actions in ordered]


def _by_action(stands):
    found = defaultdict(list)
    for stand in stands:
        found[stand.promise.action].append(stand)
    return found


def _line(line, stands, shown, governments):
    states = [stand.state for stand in stands]
    standing = standing_of(states)
    return {
        "number": line.number,
        "card": line.card,
        "standing": standing,
        "standing_label": standing.label,
        "deadline": next_deadline(states),
        "parts": _parts(shown, governments),
    }


def _parts(stands, governments):
    """Whose promise stands where; by government, and by organisation where a government promised more than once."""
    promised = Counter(stand.promise.government for stand in stands)
    parts = []
    for stand in stands:
        government = stand.promise.government
        is_alone = government != NONE and promised[government] == 1
        who = governments[government] if is_alone else stand.promise.organisation
        parts.append({"who": who, "standing": stand.standing, "standing_label": stand.standing.label})
    return parts
