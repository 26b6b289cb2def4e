"""What the resources share: the facts of a record, its terms, and filters."""

from datetime import timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast

from actions.models import StatusReport
from actions.querysets import end_of
from core.dates import day_of
from opendata.api.world import words

VOCABULARIES = ("themes", "goals", "principles")


def since(day):
    """The moment at which that day begins in Brussels."""
    return end_of(day - timedelta(days=1))


def changed_since(rows, day, world):
    return rows.filter(updated_at__gte=since(day))


def matching(rows, text, world):
    return rows.matching(text)


WORDED = {"q": matching, "changed_since": changed_since}
OF_TERMS = {"theme": "themes__code", "goal": "goals__number", "principle": "principles__number"}


def record_of(record, kind, paths, world):
    """What `shapes.Record` holds, of a record with a page."""
    return {
        "id": world.identifier(kind, record.code),
        "code": record.code,
        "url": world.pages(paths.get(record.pk, {})),
        "name": words(record, "name"),
        "fictional": record.fictional,
        "modified_on": day_of(record.updated_at),
    }


def terms_of(model, keys, names=VOCABULARIES):
    """What these records are about, in one query: {pk: {"themes": [code], "goals": [number]…}}."""
    branches = [_branch(model._meta.get_field(name), keys) for name in names]
    found = {}
    for name, key, value in branches[0].union(*branches[1:], all=True):
        found.setdefault(key, {}).setdefault(name, []).append(value)
    return {
        key: {name: _sorted(name, terms.get(name, ())) for name in names}
        for key in keys
        for terms in [found.get(key, {})]
    }


def _branch(field, keys):
    owner, term = f"{field.m2m_field_name()}_id", field.m2m_reverse_field_name()
    value = "number" if field.name in ("goals", "principles") else "code"
    rows = field.remote_field.through.objects.filter(**{f"{owner}__in": keys}).order_by()
    return rows.values_list(
        Value(field.name, output_field=CharField()), F(owner), Cast(f"{term}__{value}", CharField())
    )


def _sorted(name, values):
    return sorted(values) if name == "themes" else sorted(map(int, values))


def told_since(rows, day, world):
    """Of commitments: those that changed, or on which a report was published, on that day or later."""
    reports = StatusReport.objects.approved().filter(commitment=OuterRef("pk"), decided_at__gte=since(day))
    return rows.filter(Q(updated_at__gte=since(day)) | Exists(reports))
