"""Which passage or block of one text is which of another."""

from bisect import bisect_left
from collections import defaultdict
from difflib import SequenceMatcher


def same_passages(before, after):
    """Which old passage each new one was: {new place: old place}; by path, else by kind of place and text."""
    by_key = {passage.key: number for number, passage in enumerate(before)}
    partner = {place: by_key[passage.key] for place, passage in enumerate(after) if passage.key in by_key}
    # Blocks whose ids were made anew (a copy, an import) are the same blocks when they say the same.
    same = defaultdict(list)
    for number in sorted(set(range(len(before))) - set(partner.values()), reverse=True):
        same[(before[number].shape, before[number].text)].append(number)
    for place, passage in enumerate(after):
        alike = same[(passage.shape, passage.text)]
        if place not in partner and alike:
            partner[place] = alike.pop()
    return partner


def moved_places(partner):
    """The places in the new text of what stands in another order: all but the longest run that kept its order."""
    ends, at, before = [], [], {}
    for place in sorted(partner):
        rank = bisect_left(ends, partner[place])
        ends[rank : rank + 1] = [partner[place]]
        at[rank : rank + 1] = [place]
        before[place] = at[rank - 1] if rank else None
    kept, place = set(), at[-1] if at else None
    while place is not None:
        kept.add(place)
        place = before[place]
    return [place for place in sorted(partner) if place not in kept]


def moves(places, after):
    """Passages of one block that moved together are one move."""
    groups = []
    for place in places:
        block = after[place].block_id
        if groups and block and after[groups[-1][-1]].block_id == block and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def same_blocks(mine, theirs):
    """{place in theirs: place in mine}: with the same id, else of the same type in the same order between those."""
    places = {item["id"]: place for place, item in enumerate(mine) if item.get("id")}
    found = {}
    for place, item in enumerate(theirs):
        other = places.get(item.get("id"))
        if other is not None and mine[other]["type"] == item["type"]:
            found[place] = other
    anchors = [(-1, -1), *found.items()]
    for place, other in anchors:
        found |= _alike(_run(mine, other + 1, set(found.values())), _run(theirs, place + 1, set(found)))
    return found


def _run(items, start, taken):
    """The blocks from there on up to one that is known: [(place, type)]."""
    run = []
    for place in range(start, len(items)):
        if place in taken:
            break
        run.append((place, items[place]["type"]))
    return run


def _alike(mine, theirs):
    kinds = ([kind for _place, kind in run] for run in (mine, theirs))
    return {
        theirs[there + step][0]: mine[here + step][0]
        for here, there, size in SequenceMatcher(None, *kinds, autojunk=False).get_matching_blocks()
        for step in range(size)
    }
