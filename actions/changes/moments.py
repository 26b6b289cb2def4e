"""When what became public: the newest moments of a subject, of every kind at once, from one question."""

from collections import defaultdict

from django.db.models import CharField, Value

from core.changes import in_time, source
from core.union_columns import columns

from . import beginnings, figures, reports, voices
from .scope import KINDS, Scope

PARTS = (reports, voices, figures, beginnings)


@source("actions")
def changes(subject, language, *, since, until, most):
    """What was reported, said, measured and begun: one query for the moments, and at most five for the words."""
    if subject.kind not in KINDS:
        return []
    scope = Scope(subject)
    branches = [
        columns(in_time(rows.annotate(what=_named(what), at=at), "at", since, until).order_by(), "what", "pk", "at")
        for part in PARTS
        for what, rows, at in part.moments(scope)
    ]
    chosen = defaultdict(list)
    for what, pk, _at in branches[0].union(*branches[1:], all=True).order_by("-at", "-pk")[:most]:
        chosen[what].append(pk)
    return [change for part in PARTS for change in part.changes(chosen, language)] if chosen else []


def _named(what):
    return Value(what, output_field=CharField())
