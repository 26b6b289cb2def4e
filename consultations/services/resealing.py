"""Other keys: everything that is encrypted is sealed again with the first key of IDENTITY_KEYS."""

from collections import Counter

from django.db import transaction

from consultations.models import Draft, Identity
from core.sealing import Unreadable, email_digest, seal, unseal

BATCH = 200


def reseal(*, dry_run=False):
    """Seal every identity and draft again, with digests of their addresses; returns Counter(sealed, unreadable).

    What no key opens stays as it is, for the day on which the right key is found.
    """
    counts = Counter(sealed=0, unreadable=0)
    for model in (Identity, Draft):
        last = 0
        while rows := _batch(model, last):
            last = rows[-1]
            counts += _reseal(model, rows, dry_run)
    return counts


def _batch(model, last):
    kept = model.objects.filter(pk__gt=last).exclude(sealed="").order_by("pk")
    return list(kept.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _reseal(model, pks, dry_run):
    counts = Counter()
    for row in model.objects.select_for_update(of=["self"]).filter(pk__in=pks):
        try:
            content = unseal(row.sealed)
        except Unreadable:
            counts["unreadable"] += 1
            continue
        counts["sealed"] += 1
        if not dry_run:
            row.sealed, row.email_digest = seal(content), email_digest(content.get("email", ""))
            row.save(update_fields=["sealed", "email_digest"])
    return counts
