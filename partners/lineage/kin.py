"""Which organisations became which: read whole, for mergers are few, and followed without ever going round."""

from collections import defaultdict

from core.kept import kept
from partners.models import Succession


def lineage_ids(pk):
    """The key of an organisation and of all that merged into it, directly or not; in one query."""
    into = defaultdict(list)
    for predecessor, successor in _mergers():
        into[successor].append(predecessor)
    found, left = set(), [pk]
    while left:
        if (one := left.pop()) not in found:
            found.add(one)
            left += into[one]
    return found


def shown_lineage_ids(pk):
    """The same for public pages, kept until something public changes."""
    return kept(f"lineage-ids:{pk}", lambda: lineage_ids(pk))


def heir_id(pk):
    """The key of the organisation that it is part of today: itself where it never merged; in one query."""
    into = dict(_mergers())
    seen = set()
    while pk in into and pk not in seen:
        seen.add(pk)
        pk = into[pk]
    return pk


def _mergers():
    return Succession.objects.filter(kind=Succession.Kind.MERGED).order_by().values_list("predecessor", "successor")
