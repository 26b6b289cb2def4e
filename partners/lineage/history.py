"""What readers are told of the history of an organisation: its names, where it came from and what became of it.

All of it for all organisations comes in two queries and is kept until something public changes: there is little of it,
and nearly every organisation has none.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.dates import today
from core.kept import kept
from core.languages import localized_name
from core.places import address_of
from core.visible import visible
from partners.models import FormerName, Succession


@dataclass(frozen=True)
class Kin:
    """Another organisation, before or after this one; without a name when readers may not know of it."""

    kind: str
    on: object
    name: str = ""
    url: str = ""

    @property
    def is_merger(self):
        return self.kind == Succession.Kind.MERGED


@dataclass(frozen=True)
class Name:
    name: str
    acronym: str
    until: object


@dataclass
class History:
    became: list = field(default_factory=list)
    came_from: list = field(default_factory=list)
    former: list = field(default_factory=list)
    left_on: object = None

    @property
    def is_told(self):
        """Whether there is something to tell besides what became of it, which stands at the top of its page."""
        return bool(self.came_from or self.former)


def history_of(organisation, language):
    """What there is to tell, or None."""
    if organisation is None:
        return None
    history = _all(language).get(organisation.pk)
    has_left = organisation.left_on and organisation.left_on <= today()
    if has_left and not (history and history.became):
        history = history or History()
        history.left_on = organisation.left_on
    return history


def fate_of(organisation, language):
    """What became of an organisation, in a sentence for beside what it promised; no query where it is still there."""
    if not organisation.left_on or organisation.left_on > today():
        return ""
    history = history_of(organisation, language)
    merger = next((kin for kin in history.became if kin.is_merger and kin.name), None)
    named = [kin.name for kin in history.became if kin.name]
    if merger:
        text, name, day = _("which merged into {name} on {day}"), merger.name, merger.on
    elif named:
        text, name = _("which was reorganised into {name} on {day}"), ", ".join(named)
        day = history.became[0].on
    else:
        text, name, day = _("which left the partnership on {day}"), "", organisation.left_on
    return text.format(name=name, day=date_format(day, "DATE_FORMAT"))


def _all(language):
    return kept(f"lineage:{language}", lambda: _read(language))


def _read(language):
    found = defaultdict(History)
    name = localized_name("name", language)
    sides = {side: _columns(side, language) for side in ("predecessor", "successor")}
    columns = [column for names in sides.values() for column in names]
    rows = Succession.objects.annotate(
        **{f"{side}_path": _path_of(side, language) for side in sides},
    ).values("kind", "on", *columns)
    for row in rows.order_by("on", "pk"):
        before, after = (_kin(row, side, name) for side in sides)
        found[row["predecessor_id"]].became.append(after)
        if before.name:
            found[row["successor_id"]].came_from.append(before)
    former = FormerName.objects.order_by("-until", "-pk")
    for pk, *words in former.values_list("organisation", name, localized_name("acronym", language), "until"):
        found[pk].former.append(Name(*words))
    return dict(found)


def _columns(side, language):
    shown = ("is_public", "archived_at", localized_name("name", language))
    return [f"{side}_id", f"{side}_path", *(f"{side}__{column}" for column in shown)]


def _kin(row, side, name):
    if not row[f"{side}__is_public"] or row[f"{side}__archived_at"]:
        return Kin(row["kind"], row["on"])
    url = address_of(row[f"{side}_path"]) if row[f"{side}_path"] else ""
    return Kin(row["kind"], row["on"], row[f"{side}__{name}"] or "", url or "")


def _path_of(side, language):
    """The path of its page in that language, else in another one."""
    from partners.models import PartnerPage

    first = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    pages = visible(PartnerPage.objects.filter(organisation=OuterRef(side)))
    return Subquery(pages.order_by(first, "language").values("url_path")[:1])
