"""What the pages of plans and actions show: the promises, by pillar and by government, with where they stand."""

from collections import defaultdict

from django.db.models import CharField, Value

from core.cards import pages_for
from core.languages import localized_value
from core.places import address_of
from core.terms import terms_of

from .models.actions import Action, Lineage
from .models.commitments import Commitment
from .models.plans import ActionPlan
from .progress import RULE, progress_of
from .timeline import timeline_of


def public_commitments():
    """Every commitment that readers may see, with its status today."""
    return Commitment.objects.public().filter(action__is_public=True, action__plan__is_public=True).with_status()


def plans_in_words(language):
    """The public plans, newest first, each with its page and its progress."""
    plans = list(ActionPlan.objects.public().order_by("-starts_on", "code"))
    commitments = defaultdict(list)
    for commitment in public_commitments().select_related("action"):
        commitments[commitment.action.plan_id].append(commitment)
    pages = pages_for(plans, language)
    return [_plan_row(plan, pages.get(plan.pk), progress_of(commitments[plan.pk]), language) for plan in plans]


def _plan_row(plan, page, progress, language):
    elsewhere = bool(page and page.language != language)
    return {
        "plan": plan,
        "title": page.card_title if elsewhere else plan.name_in(language),
        "summary": page.card_summary if page else "",
        "url": address_of(page.url_path) if page else "",
        "lang": page.language if elsewhere else "",
        "progress": progress,
    }


def plan_context(plan, language):
    """The plan's actions by pillar, with the commitments of each, and how they add up."""
    if plan is None:
        return {}
    actions = list(plan.actions.public().select_related("pillar").order_by("number"))
    commitments = defaultdict(list)
    every = list(
        public_commitments().filter(action__plan=plan).select_related("organisation__government").order_by("pk")
    )
    for commitment in every:
        commitments[commitment.action_id].append(commitment)
    pages = pages_for(actions, language)
    pillars = {}
    for action in actions:
        rows = pillars.setdefault(action.pillar, [])
        rows.append(_action_row(action, pages.get(action.pk), commitments[action.pk], language))
    ordered = sorted(pillars.items(), key=lambda item: (item[0] is None, item[0].number if item[0] else 0))
    return {
        "pillars": [
            {
                "number": pillar and pillar.number,
                "name": pillar and localized_value(pillar, "name", language),
                "actions": rows,
            }
            for pillar, rows in ordered
        ],
        "progress": progress_of(every),
        "rule": RULE,
        "predecessor": _link_to(plan.predecessor, language) if plan.predecessor_id else None,
        "successors": [_link_to(successor, language) for successor in plan.successors.public()],
    }


def _action_row(action, page, commitments, language):
    elsewhere = bool(page and page.language != language)
    return {
        "number": action.number,
        "title": page.card_title if elsewhere else action.name_in(language),
        "summary": page.card_summary if page else "",
        "url": address_of(page.url_path) if page else "",
        "lang": page.language if elsewhere else "",
        "progress": progress_of(commitments),
        "commitments": [promise(commitment, language) for commitment in commitments],
    }


def promise(commitment, language):
    """One commitment as a row: whose, what, where it stands."""
    organisation = commitment.organisation
    standing = commitment.standing()
    government = organisation.government
    return {
        "commitment": commitment,
        "government": localized_value(government, "name", language) if government else "",
        "organisation": organisation.name_in(language),
        "text": commitment.text_in(language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": commitment.first_deadline,
        "review_on": commitment.review_on,
        "status_on": commitment.status_on,
    }


def action_context(action, language):
    """Who promised what in an action, the reports on it, and where the action comes from."""
    if action is None:
        return {}
    commitments = list(
        public_commitments()
        .filter(action=action)
        .select_related("organisation__government")
        .order_by("organisation__government__order", "pk")
    )
    reports = timeline_of(commitments, language)
    organisation_pages = pages_for({commitment.organisation for commitment in commitments}, language)
    promises = []
    for commitment in commitments:
        page = organisation_pages.get(commitment.organisation_id)
        promises.append(
            promise(commitment, language)
            | {
                "entries": reports.get(commitment.pk, []),
                "organisation_url": address_of(page.url_path) if page else "",
            }
        )
    return {
        "plan": action.plan,
        "promises": promises,
        "progress": progress_of(commitments),
        "rule": RULE,
        "terms": action_terms(action, language),
        "lineage": lineage_of(action, language),
    }


def action_terms(action, language):
    """The action's themes, goals and principles as labels, in one query: {vocabulary: [(value, label)]}."""
    fields = {"themes": action.themes.model, "goals": action.goals.model, "principles": action.principles.model}
    branches = []
    for name, _model in fields.items():
        through = Action._meta.get_field(name).remote_field.through
        target = Action._meta.get_field(name).m2m_reverse_field_name()
        rows = through.objects.filter(action_id=action.pk).order_by()
        branches.append(rows.values_list(_constant(name), f"{target}_id"))
    chosen = defaultdict(set)
    for name, pk in branches[0].union(*branches[1:], all=True):
        chosen[name].add(pk)
    return {
        name: [term for term in terms_of(model, language) if term.pk in chosen[name]] for name, model in fields.items()
    }


def _constant(text):
    return Value(text, output_field=CharField())


def lineage_of(action, language):
    """Earlier actions it took over and later ones that took it over: [(words, link)]."""
    rows = Lineage.objects.filter(action=action).select_related("predecessor__plan")
    return [
        {
            "kind": row.get_kind_display(),
            "title": row.predecessor.name_in(language),
            "plan": row.predecessor.plan.name_in(language),
            "number": row.predecessor.number,
        }
        for row in rows
    ]


def _link_to(plan, language):
    page = pages_for([plan], language).get(plan.pk)
    return {"title": plan.name_in(language), "url": address_of(page.url_path) if page else ""}


def action_meta(language):
    def meta(action):
        return [action.plan.name_in(language), action.number]

    return meta
