"""After a backup was restored: who stopped since it was made stops again."""

from collections import Counter

from django.db import transaction

from core.languages import active_language
from follow.models import Follower, Following
from follow.querysets import NOTHING

from .ledger import What, noted
from .stopping import block

UNREADABLE = "unreadable"


def replay(*, dry_run=False):
    """Apply every line of the ledger again; Counter {what: how many}, with the lines that are UNREADABLE.

    What was asked after its line stays. No line is added: they are in the ledger already.
    """
    counts, refused = Counter(), {}
    with transaction.atomic():
        for entry in noted():
            if entry is None:
                counts[UNREADABLE] += 1
            elif entry["what"] == What.NO_MAIL:
                refused[entry["subject"]] = entry
            else:
                counts[entry["what"]] += _stop(entry)
        for entry in refused.values():
            counts[What.NO_MAIL.value] += _refuse(entry)
        Follower.objects.idle().delete()
        transaction.set_rollback(dry_run)
    return counts


def _stop(entry):
    name = "follower" if entry["what"] == What.FOLLOWER else "pk"
    rows = Following.objects.filter(**{name: int(entry["subject"])}, asked_at__lte=entry["at"]).exclude(kind=NOTHING)
    found = rows.count()
    rows.delete()
    return min(found, 1)


def _refuse(entry):
    """Whether it has to be said again that this address wants no mail, or that it does."""
    known = Follower.objects.filter(digest=entry["subject"])
    if entry["cause"] != "asked":
        gone = known.blocked().filter(followings__asked_at__lte=entry["at"])
        return min(Follower.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()[0], 1)
    if known.blocked().exists() or known.filter(followings__asked_at__gt=entry["at"]).exists():
        return 0
    follower, _is_new = Follower.objects.get_or_create(
        digest=entry["subject"], defaults={"sealed": "", "language": active_language()}
    )
    block(follower, entry["at"])
    return 1
