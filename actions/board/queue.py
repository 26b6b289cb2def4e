"""What waits for somebody's decision: of the same government, sent in by somebody else, the oldest first."""

from django.db.models import CharField, Q, Value

from actions.services.submissions import APPROVE, MODERATE

from .kinds import KINDS


def waits_for(user):
    """Which submissions that person may decide on, as a condition; the same rule as `may_decide`."""
    governments = Q(pk__in=[])
    if user.has_perm(APPROVE) and user.service:
        governments |= Q(on_behalf_of__government=user.service.government_id)
    if user.has_perm(MODERATE):
        governments |= Q(on_behalf_of__government__isnull=True)
    return Q(state="submitted") & governments


def waiting_keys(user):
    """(kind, pk) of everything that waits for that person, the oldest first, as one query."""
    found = None
    for kind in KINDS.values():
        rows = (
            kind.model.objects.filter(waits_for(user))
            .exclude(submitted_by=user)
            .exclude(contact__user=user)
            .order_by()
            .annotate(kind=Value(kind.code, output_field=CharField()))
            .values_list("kind", "pk", "submitted_at")
        )
        found = rows if found is None else found.union(rows, all=True)
    return found.order_by("submitted_at", "kind", "pk")


def waiting_count(user):
    return waiting_keys(user).count()


def submissions_of(keys):
    """The submissions of these (kind, pk), in their order, each with all that its screen shows."""
    wanted = {}
    for code, pk, *_more in keys:
        wanted.setdefault(code, []).append(pk)
    found = {(code, one.pk): one for code, pks in wanted.items() for one in KINDS[code].objects().filter(pk__in=pks)}
    return [found[code, pk] for code, pk, *_more in keys if (code, pk) in found]
