"""Other keys: every address is sealed again with the first key of IDENTITY_KEYS."""

from collections import Counter

from django.db import transaction

from core.sealing import Unreadable, seal, unseal
from follow.models import Follower

from .addresses import digest_of

BATCH = 200


def reseal(*, dry_run=False):
    """Seal every address again, and make its digest anew; Counter(sealed, unreadable).

    Of who wants no mail only the digest is kept: it holds as long as EMAIL_DIGEST_KEY does.
    """
    counts, last = Counter(sealed=0, unreadable=0), 0
    while pks := list(_sealed().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = pks[-1]
        with transaction.atomic():
            for follower in _sealed().select_for_update(of=["self"]).filter(pk__in=pks):
                counts["sealed" if _reseal(follower, dry_run) else "unreadable"] += 1
    return counts


def _sealed():
    return Follower.objects.exclude(sealed="")


def _reseal(follower, dry_run):
    try:
        content = unseal(follower.sealed)
    except Unreadable:
        return False
    if not dry_run:
        follower.sealed, follower.digest = seal(content), digest_of(content["email"])
        follower.save(update_fields=["sealed", "digest"])
    return True
