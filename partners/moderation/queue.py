"""What waits for somebody's decision: requests of others, of the kinds that they may decide on, the oldest first."""

from django.db.models import CharField, Value

from .kinds import kind_of, kinds_for
from .rules import open_to


def waiting_keys(user, *, kind="", manager=None):
    """(kind, pk, submitted_at) of all that waits for that person, the oldest first, in one query; None for no kind.

    `kind`: the code of the only kind asked for; `manager`: the account manager of the organisations asked for.
    """
    found = None
    for one in kinds_for(user):
        if kind and one.code != kind:
            continue
        rows = open_to(user, one, one.model.objects.filter(state="submitted"))
        if manager:
            rows = rows.filter(organisation__account_manager=manager)
        rows = rows.order_by().annotate(kind=Value(one.code, output_field=CharField()))
        rows = rows.values_list("kind", "pk", "submitted_at")
        found = rows if found is None else found.union(rows, all=True)
    return found if found is None else found.order_by("submitted_at", "kind", "pk")


def waiting_count(user):
    keys = waiting_keys(user)
    return 0 if keys is None else keys.count()


def requests_of(keys):
    """[(kind, request)] of these keys, in their order, in one query for each kind."""
    wanted = {}
    for code, pk, *_more in keys:
        wanted.setdefault(code, []).append(pk)
    found = {(code, row.pk): row for code, pks in wanted.items() for row in kind_of(code).objects().filter(pk__in=pks)}
    return [(kind_of(code), found[code, pk]) for code, pk, *_more in keys if (code, pk) in found]


def earlier(kind, request, most=5):
    """What was decided before on the same: requests of that kind of the same organisation, the newest first."""
    if request.organisation_id is None:
        return []
    rows = kind.objects().filter(organisation=request.organisation_id, decided_at__isnull=False)
    return list(rows.exclude(pk=request.pk).order_by("-decided_at", "-pk")[:most])
