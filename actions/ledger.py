"""What the pages of plans show: the promises, by pillar and by government, with where they stand on a day."""

from functools import cache

from django.utils.translation import gettext as _

from core.dates import today
from core.kept import kept

from . import sentences
from .as_of import asked
from .dashboard.breakdowns import breakdowns_of
from .dashboard.changed import changed_in_quarter, labels_of_changes
from .dashboard.history import column_on, until
from .dashboard.lines import lines_by_pillar
from .dashboard.overview import plan_listing, rows_of
from .dashboard.picture import picture_of
from .dashboard.reading import reading_of
from .dashboard.since import since_when
from .dashboard.stands import stands_on
from .models.commitments import Commitment
from .models.plans import ActionPlan
from .plan_filter import ANCHOR, PlanFilter
from .progress import RULES, progress_of

PARTS = (
    "progress", "sentence", "day", "is_past", "day_form", "plan_filter", "found", "pillars", "rules",
    "progress_reports", "places", "since", "changed", "breakdowns", "history",
)  # fmt: skip
"""What the page of a plan shows below its head."""


def public_commitments(on=None):
    """Every commitment of a plan that readers may see, with its status at the end of that day (today in Brussels)."""
    return Commitment.objects.in_public_plans().with_status(on)


def plans_context(language, data=None):
    """The list of public plans, narrowed by the query string `data`."""
    listing = plan_listing(data or {}, language)
    return {"listing": listing, "plans": rows_of(list(listing.page.object_list), language)}


def plan_context(plan, language, data=None):
    """The plan's actions by pillar, narrowed by the query string `data`, and how all its commitments add up.

    `?on=2026-06-30` in `data` asks for what was known at the end of that day. What the database holds is kept until
    something public changes; what follows from it for a day is counted anew.
    """
    if plan is None:
        return {}
    data = data or {}
    reading = reading_of(plan, language)
    as_of = asked(data, reading.known_from)
    day = as_of.day or today()
    stands = stands_on(reading.promises, day)
    plan_filter = PlanFilter(stands, reading.labels | {"changed": labels_of_changes(stands)}, data, as_of.day)
    progress = progress_of(stand.state for stand in stands)
    shown = plan_filter.matching()
    pillars = lines_by_pillar(reading, stands, shown, plan_filter.is_active)
    return {
        "progress": progress.linked_to(plan_filter.here, ANCHOR),
        "sentence": sentences.plan_sentence(progress, len(reading.lines), ANCHOR, plan_filter.here),
        "day": day,
        "is_past": bool(as_of.day),
        "day_form": as_of.form,
        "plan_filter": plan_filter,
        "found": sentences.found(len(shown), sum(len(pillar["actions"]) for pillar in pillars)),
        "pillars": pillars,
        "rules": RULES,
        "facts": reading.facts,
        "progress_reports": reading.progress_reports,
        "places": _places(plan),
        **(_dashboard(reading, stands, day, plan_filter) if progress.is_published else {}),
    }


def plain_plan_context(plan, language):
    """The same of today and without a filter, worked out when the template asks: what it shows of it is kept."""
    whole = cache(lambda: plan_context(plan, language))
    parts = {name: lambda name=name: whole().get(name) for name in PARTS}
    return parts | {"facts": kept(f"plan-facts:{plan.pk}:{language}", lambda: whole()["facts"]) if plan else []}


def _dashboard(reading, stands, day, plan_filter):
    columns, step = until(reading.columns, column_on(day, (stand.state for stand in stands)))
    return {
        "since": since_when(stands, plan_filter.here),
        "changed": changed_in_quarter(reading, stands, day, plan_filter),
        "breakdowns": breakdowns_of(stands, reading.labels, plan_filter),
        "history": picture_of(columns, step, plan_filter.here),
    }


def _places(plan):
    """What stands below the page of a plan: [(words, the last part of its address)]."""
    is_local = plan.kind == ActionPlan.Kind.LOCAL
    return [
        (_("Deadlines and milestones"), _("calendar/")),
        (_("Local picture") if is_local else _("What is covered and what is not"), _("coverage/")),
        (_("Compare with another day or plan"), _("comparison/")),
    ]


def places_of_all_plans():
    """What stands below the list of plans: [(words, the last part of its address)]."""
    return [
        (_("Deadlines and milestones"), _("calendar/")),
        (_("What is covered and what is not"), _("coverage/")),
        (_("Compare two governments"), _("comparison/")),
    ]


def action_meta(language):
    def meta(action):
        return [action.plan.name_in(language)]

    return meta
