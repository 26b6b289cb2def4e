"""What the pages of plans and actions show: the promises, by pillar and by government, with where they stand."""

from collections import defaultdict

from django.db.models import Count, F, Q

from core.cards import pages_for
from core.dates import today
from core.languages import localized_value
from core.lists import address_of_list
from core.terms import terms_on

from . import sentences
from .deadlines import next_deadline
from .kin import kin_of
from .models.commitments import Commitment
from .models.plans import ActionPlan
from .plan_facts import action_facts, plan_facts
from .plan_filter import ANCHOR, PlanFilter
from .progress import RULE, RULE_OF_ACTIONS, progress_of, standing_of
from .rows import action_row, plan_row, promise
from .timeline import timeline_of

NEWEST_FIRST = F("starts_on").desc(nulls_last=True)
"""The two databases disagree on where a plan without a date comes."""


def public_commitments():
    """Every commitment that readers may see, with its status today."""
    return Commitment.objects.public().filter(action__is_public=True, action__plan__is_public=True).with_status()


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
    """The plan's actions by pillar, narrowed by the query string `data`, and how all its commitments add up."""
    if plan is None:
        return {}
    actions = list(plan.actions.public().select_related("pillar").order_by("number"))
    every = list(
        public_commitments()
        .filter(action__plan=plan)
        .select_related("organisation__government")
        .order_by("organisation__government__order", "pk")
    )
    plan_filter = PlanFilter(every, data or {}, language)
    shown = plan_filter.matching()
    of_action, shown_of_action = _by_action(every), _by_action(shown)
    action_count = len(actions)
    if plan_filter.is_active:
        actions = [action for action in actions if action.pk in shown_of_action]
    progress = progress_of(every)
    return {
        "progress": progress.linked_to("", ANCHOR),
        "sentence": sentences.plan_sentence(progress, action_count, ANCHOR),
        "today": today(),
        "plan_filter": plan_filter,
        "found": sentences.found(len(shown), len(actions)),
        "pillars": _by_pillar(actions, of_action, shown_of_action, language),
        "rules": [RULE, RULE_OF_ACTIONS],
        "facts": plan_facts(plan, every, language),
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


def action_context(action, language):
    """Who promised what in an action, the reports on it, and where the action comes from."""
    if action is None:
        return {}
    from .models.pages import ActionIndexPage

    commitments = list(
        public_commitments()
        .filter(action=action)
        .select_related("organisation__government")
        .order_by("organisation__government__order", "pk")
    )
    reports = timeline_of(commitments, language)
    pages = pages_for({commitment.organisation for commitment in commitments}, language)
    standing = standing_of(commitments)
    kin = kin_of(action, language)
    every = sorted((entry for entries in reports.values() for entry in entries), key=lambda entry: entry.date)
    return {
        "plan": action.plan,
        "pillar": localized_value(action.pillar, "name", language) if action.pillar_id else "",
        "facts": action_facts(action, kin["lineage"], language),
        "promises": [
            promise(row, pages.get(row.organisation_id), reports.get(row.pk, []), language) for row in commitments
        ],
        "entries": every[::-1],
        "progress": progress_of(commitments),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": next_deadline(commitments),
        "rules": [RULE, RULE_OF_ACTIONS],
        "terms": terms_on(action, ["themes", "goals", "principles"], language),
        "list_url": address_of_list(ActionIndexPage, language),
        **kin,
    }


def action_meta(language):
    def meta(action):
        return [action.plan.name_in(language)]

    return meta
