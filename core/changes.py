"""What changed, and about what: told by feeds and by mail, in words.

A subject is something to follow: a plan, an action, an organisation, a theme, the consultations, a search. Apps
register the kinds of subjects that they know (`kind`), and sources that say what changed about one (`source`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from .dates import day_of

MOST = 50
"""So many changes at once, unless told."""

LONGEST_CODE = 200
"""Signs of the code of a subject."""


@dataclass(frozen=True)
class Subject:
    kind: str
    code: str
    title: str
    """In the reader's language."""
    url: str = ""
    """The address of its page, from the first slash; empty where it has none."""
    pk: int | None = None
    """The primary key of its record, if it is one."""


@dataclass(frozen=True)
class Change:
    key: str
    """The same for ever and in every language: "report-12"."""
    at: datetime
    """When it became public."""
    title: str
    text: str = ""
    """In words, without markup."""
    url: str = ""
    """Where to read more, from the first slash."""
    lang: str = ""
    """Filled in where `text` is in another language than the reader's."""


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    find: Callable
    """`(code, language) -> Subject | None`; None for what does not exist or is not for everybody."""


_kinds: dict[str, Kind] = {}
_sources: dict[str, Callable] = {}


def kind(code, label):
    """Register the decorated function as the one that finds subjects of that kind."""

    def register(find):
        if code in _kinds:
            raise ValueError(f"There is already a kind of subject {code}.")
        _kinds[code] = Kind(code, label, find)
        return find

    return register


def source(name):
    """Register the decorated function as a source of changes.

    `(subject, language, *, since, until, most) -> [Change]`: of the moments after `since` until `until` (each may be
    None), the newest `most`, newest first; an empty list for a kind of subject that it knows nothing of.
    """

    def register(tell):
        if name in _sources:
            raise ValueError(f"There is already a source of changes {name}.")
        _sources[name] = tell
        return tell

    return register


def kinds():
    """{code: Kind}, in the order in which they were registered."""
    return dict(_kinds)


def subject_of(kind, code, language):
    """What somebody wants to follow, in words; None for what does not exist or is not for everybody."""
    found = _kinds.get(kind)
    if found is None or len(code) > LONGEST_CODE or "\x00" in code:
        return None
    return found.find(code, language)


def changes_of(subject, language, *, since=None, until=None, most=MOST):
    """What changed about it, newest first, each change once; nothing that is still to come."""
    now = timezone.now()
    until = min(until, now) if until else now
    found = {}
    for tell in _sources.values():
        for change in tell(subject, language, since=since, until=until, most=most):
            found.setdefault(change.key, change)
    return sorted(found.values(), key=lambda change: (change.at, change.key), reverse=True)[:most]


def in_time(rows, name, since, until):
    """Those of these rows of which the moment in that column lies after `since` and not after `until`."""
    rows = rows.filter(**{f"{name}__gt": since}) if since else rows
    return rows.filter(**{f"{name}__lte": until}) if until else rows


def on_days(rows, name, since, until):
    """The same for a column with days, each of which begins at midnight in Brussels."""
    rows = rows.filter(**{f"{name}__gt": day_of(since)}) if since else rows
    return rows.filter(**{f"{name}__lte": day_of(until)}) if until else rows


def beginning_of(day):
    """The moment at which that day begins in Brussels."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


@kind("everything", gettext_lazy("Everything"))
def _everything(code, language):
    if code:
        return None
    with override(language):
        return Subject("everything", "", _("All that changes"), url=f"/{language}/")
