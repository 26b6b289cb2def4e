"""What the pages of plans show: the promises, by pillar and by government, with where they stand on a day."""

from collections import defaultdict

from django.db.models import Count, F, Q

from core.cards import pages_for
from core.dates import today
from core.languages import localized_value

from . import sentences
from .as_of import day_asked, form_for
from .models.commitments import Commitment
from .models.plans import ActionPlan
from .plan_facts import plan_facts
from .plan_filter import ANCHOR, PlanFilter
from .progress import RULES, progress_of
from .rows import action_row, plan_row
from .snapshots.shown import progress_reports_of

NEWEST_FIRST = F("starts_on").desc(nulls_last=True)
"""The two databases disagree on where a plan without a date comes."""


def public_commitments(on=None):
    """Every commitment of a plan that readers may see, with its status at the end of that day (today in Brussels)."""
    return Commitment.objects.public().filter(action__is_public=True, action__plan__is_public=True).with_status(on)


def plans_in_words(language):
    """The public plans, newest first, each with its page and its progress; in three queries."""
    shown = Count("actions", filter=Q(actions__is_public=True))
    plans = list(ActionPlan.objects.public().annotate(action_count=shown).order_by(NEWEST_FIRST, "code"))
    commitments = defaultdict(list)
    for commitment in public_commitments().select_related("action"):
        commitments[commitment.action.plan_id].append(commitment)
    pages = pages_for(plans, language)
    return [plan_row(plan, pages.get(plan.pk), commitments[plan.pk], language) for plan in plans]


def plan_context(plan, language, data=None):
    """The plan's actions by pillar, narrowed by the query string `data`, and how all its commitments add up.

    `?on=2026-06-30` in `data` asks for what was known at the end of that day.
    """
    if plan is None:
        return {}
    day = day_asked(data or {})
    actions = list(plan.actions.public().select_related("pillar").order_by("number"))
    every = list(
        public_commitments(day)
        .filter(action__plan=plan)
        .select_related("organisation__government")
        .order_by("organisation__government__order", "pk")
    )
    plan_filter = PlanFilter(every, data or {}, language, day)
    shown = plan_filter.matching()
    of_action, shown_of_action = _by_action(every), _by_action(shown)
    action_count = len(actions)
    if plan_filter.is_active:
        actions = [action for action in actions if action.pk in shown_of_action]
    progress = progress_of(every)
    return {
        "progress": progress.linked_to(plan_filter.here, ANCHOR),
        "sentence": sentences.plan_sentence(progress, action_count, ANCHOR, plan_filter.here),
        "day": day or today(),
        "is_past": bool(day),
        "day_form": form_for(day),
        "plan_filter": plan_filter,
        "found": sentences.found(len(shown), len(actions)),
        "pillars": _by_pillar(actions, of_action, shown_of_action, language),
        "rules": RULES,
        "facts": plan_facts(plan, every, language),
        "progress_reports": progress_reports_of(plan, language),
    }


def _by_action(commitments):
    found = defaultdict(list)
    for commitment in commitments:
        found[commitment.action_id].append(commitment)
    return found


def _by_pillar(actions, commitments, shown, language):
    pages = pages_for(actions, language)
    pillars = defaultdict(list)
    for action in actions:
        row = action_row(action, pages.get(action.pk), commitments[action.pk], shown[action.pk], language)
        pillars[action.pillar].append(row)
    ordered = sorted(pillars.items(), key=lambda item: (item[0] is None, item[0].number if item[0] else 0))
    return [
        {
            "number": pillar and pillar.number,
            "name": pillar and localized_value(pillar, "name", language),
            "actions": rows,
        }
        for pillar, rows in ordered
    ]


def action_meta(language):
    def meta(action):
        return [action.plan.name_in(language)]

    return meta
