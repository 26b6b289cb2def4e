"""What becomes of organisations, in words: they join, leave, merge, are reorganised, or get another name.

An act is told from when it was recorded in the log; one without a line there, from its day.
There are few of these acts: all of them are read in three queries, and kept until something public changes.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import ModelLogEntry

from core.cards import pages_for
from core.changes import Change, Subject, beginning_of, in_time, kind, on_days, source
from core.dates import today
from core.kept import kept
from core.languages import language_codes, localized_name
from core.page_paths import address, page_path, published_at

from .lineage.kin import shown_lineage_ids
from .models import FormerName, Organisation, PartnerPage, Succession

KINDS = {"organisation", "government", "everything"}
RENAMED, MERGED, REORGANISED, LEFT = "renamed", "merged", "reorganised", "left"


@kind("organisation", gettext_lazy("Organisation"))
def organisation(code, language):
    record = Organisation.objects.public().filter(code=code).first()
    if record is None:
        return None
    page = pages_for([record], language).get(record.pk)
    return Subject("organisation", code, record.name_in(language), address(page and page.url_path), record.pk)


@dataclass(frozen=True)
class Act:
    """Something that became of an organisation: `former` are the names that it had, by language."""

    what: str
    key: str
    at: datetime
    day: object
    whose: int
    successor: int | None = None
    former: dict | None = None
    names: dict | None = None
    """What it was called from then on, where it has yet another name now."""


@source("partners")
def changes(subject, language, *, since, until, most):
    """Of an organisation and those that merged into it; in at most six queries, three of them kept."""
    if subject.kind not in KINDS:
        return []
    ours = _organisations(subject)
    newest = _newest(ours, since, until, most)
    acts = [act for act in kept("acts-of-organisations", _acts) if _is_in_time(act.at, since, until)]
    keys = {key for act in acts for key in (act.whose, act.successor) if key} | {pk for pk, _at in newest}
    shown = {row.pk: row for row in _with_paths(keys, language)} if keys else {}
    mine = _keys(subject, ours, keys)
    with override(language):
        told = [_joined(shown[pk], at) for pk, at in newest if pk in shown]
        for act in acts:
            if mine & {act.whose, act.successor} and act.whose in shown:
                told += filter(None, [_told(act, shown, language)])
    return sorted(told, key=lambda change: change.at, reverse=True)[:most]


def _organisations(subject):
    rows = Organisation.objects.public()
    if subject.kind == "organisation":
        return rows.filter(pk__in=shown_lineage_ids(subject.pk))
    return rows.filter(government=subject.pk) if subject.kind == "government" else rows


def _keys(subject, ours, keys):
    """Those of these keys that the subject is about."""
    if subject.kind == "organisation":
        return shown_lineage_ids(subject.pk)
    return set(ours.filter(pk__in=keys).values_list("pk", flat=True)) if subject.kind == "government" else keys


def _newest(ours, since, until, most):
    """Who joined, from when a page of theirs was there for everybody: [(primary key, moment)]."""
    rows = ours.filter(joined_on__lte=today()).annotate(at=published_at(PartnerPage, "pk")).filter(at__isnull=False)
    return list(in_time(rows, "at", since, until).order_by("-at", "-pk").values_list("pk", "at")[:most])


def _with_paths(keys, language):
    return Organisation.objects.public().filter(pk__in=keys).annotate(path=page_path(PartnerPage, "pk", language))


def _is_in_time(at, since, until):
    return (since is None or at > since) and (until is None or at <= until)


def _acts():
    recorded = _recorded()
    successions = list(Succession.objects.order_by("on", "pk"))
    ended = {row.predecessor_id for row in successions}
    left = on_days(Organisation.objects.public(), "left_on", None, None).filter(left_on__lte=today())
    return [
        *_renamings(recorded),
        *(_succession(row, recorded) for row in successions),
        *(
            Act(LEFT, f"organisation-{pk}-left", _at(recorded, LEFT, pk, 0, day), day, pk)
            for pk, day in left.exclude(pk__in=ended).order_by("pk").values_list("pk", "left_on")
        ),
    ]


def _recorded():
    """The moments in the log: {(what, primary key): [oldest first]}."""
    actions = {f"partners.{what}": what for what in (RENAMED, MERGED, REORGANISED, LEFT)}
    rows = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Organisation), action__in=actions
    ).order_by("timestamp", "pk")
    found = defaultdict(list)
    for action, pk, at in rows.values_list("action", "object_id", "timestamp"):
        found[actions[action], int(pk)].append(at)
    return found


def _at(recorded, what, pk, number, day):
    moments = recorded.get((what, pk), ())
    return moments[number] if number < len(moments) else beginning_of(day)


def _succession(row, recorded):
    what = MERGED if row.kind == Succession.Kind.MERGED else REORGANISED
    at = _at(recorded, what, row.predecessor_id, 0, row.on)
    return Act(what, f"succession-{row.pk}", at, row.on, row.predecessor_id, row.successor_id)


def _renamings(recorded):
    of_each = defaultdict(list)
    for row in FormerName.objects.order_by("organisation", "until", "pk"):
        of_each[row.organisation_id].append(row)
    for pk, rows in of_each.items():
        # Those without a line in the log are the oldest: they came with the register.
        missing = len(rows) - len(recorded.get((RENAMED, pk), ()))
        for number, (row, later) in enumerate(zip(rows, [*rows[1:], None], strict=True)):
            is_logged = number >= missing
            at = recorded[RENAMED, pk][number - max(missing, 0)] if is_logged else beginning_of(row.until)
            yield Act(RENAMED, f"former-name-{row.pk}", at, row.until, pk, None, _names(row), later and _names(later))


def _names(row):
    return {code: getattr(row, localized_name("name", code)) or "" for code in language_codes()}


def _joined(row, at):
    title = _("{name} joins the partnership.").format(name=row.name)
    text = _("Partner since {day}.").format(day=_day(row.joined_on))
    return Change(f"organisation-{row.pk}-joined", at, title, text, address(row.path))


def _told(act, shown, language):
    """The change in words; None where readers may not know of whom it speaks."""
    who = shown[act.whose]
    name, day, url = who.name_in(language), _day(act.day), address(who.path)
    if act.what == LEFT:
        return Change(act.key, act.at, _("{name} left the partnership on {day}.").format(name=name, day=day), "", url)
    if act.what == RENAMED:
        now = (act.names or {}).get(language) or name
        title = _("{former} is called {name} from {day} on.").format(former=act.former[language], name=now, day=day)
        return Change(act.key, act.at, title, "", url)
    if act.successor not in shown:
        return None
    after = shown[act.successor]
    told = _("{name} merged into {successor} on {day}.")
    if act.what == REORGANISED:
        told = _("{name} was reorganised into {successor} on {day}.")
    title = told.format(name=name, successor=after.name_in(language), day=day)
    return Change(act.key, act.at, title, "", address(after.path) or url)


def _day(day):
    return date_format(day, "DATE_FORMAT")
