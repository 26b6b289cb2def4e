"""Plans, actions, commitments and their reports."""

from datetime import timedelta

from actions.models import Action, ActionPlan, Commitment, CoOwner, Lineage, Milestone, Pillar
from actions.services.reports import evidence_of, report_submit
from actions.services.submissions import saying_translate, submission_approve
from core.languages import language_codes
from core.models import Goal, GuidingPrinciple, Theme
from core.services import record_create
from users.models import User

from . import files
from .files import columns
from .moments import moment
from .partners import by_code, with_slugs
from .words import publish_pages


def load(organisations, media, user, progress):
    """Add the plans that are missing, each with everything in it."""
    known = {plan.code: plan for plan in ActionPlan.objects.all()}
    for row in progress("action plans", files.plans()):
        if row["code"] not in known:
            known[row["code"]] = _plan(row, known, organisations, media, user)


def _plan(row, known, organisations, media, user):
    plan = ActionPlan(
        code=row["code"],
        kind=row["kind"],
        edition=row["edition"],
        adopted_on=row.get("adopted"),
        starts_on=row.get("starts"),
        ends_on=row.get("ends"),
        predecessor=known.get(row.get("predecessor")),
        fictional=row["fictional"],
        rhythm=row.get("rhythm"),
        lead_days=row.get("lead_days", 14),
        escalation_days=row.get("escalation_days", 14),
        is_public=True,
        **columns(row, "name"),
    )
    plan.pillars.set([Pillar(number=pillar["number"], **columns(pillar, "name")) for pillar in row.get("pillar", [])])
    record_create(record=plan, user=user)
    publish_pages(plan, row["page"], media)
    pillars = {pillar.number: pillar for pillar in plan.pillars.all()}
    for action_row in row.get("action", []):
        action = _action(action_row, plan, pillars, media, user)
        for commitment_row in action_row.get("commitment", []):
            commitment = _commitment(commitment_row, action, organisations, user)
            _history(commitment_row.get("report", []), commitment)
    return plan


def _action(row, plan, pillars, media, user):
    themes = by_code(Theme)
    action = Action(
        code=f"{plan.code}-{row['number']}",
        plan=plan,
        number=row["number"],
        pillar=pillars.get(row.get("pillar")),
        fictional=plan.fictional,
        is_public=True,
        **columns(row, "name", "found_in"),
    )
    action.themes.set([themes[code] for code in row.get("themes", [])])
    action.goals.set(Goal.objects.filter(number__in=row.get("goals", [])))
    action.principles.set(GuidingPrinciple.objects.filter(number__in=row.get("principles", [])))
    action.lineage.set([_lineage(earlier) for earlier in row.get("continues", [])])
    record_create(record=action, user=user)
    publish_pages(action, with_slugs(row), media)
    return action


def _lineage(row):
    code, _colon, number = row["action"].partition(":")
    return Lineage(predecessor=Action.objects.get(plan__code=code, number=number), kind=row["kind"])


def _commitment(row, action, organisations, user):
    commitment = Commitment(
        action=action,
        organisation=organisations[row["organisation"]],
        timing=row["timing"],
        first_deadline=row.get("first_deadline"),
        review_on=row.get("review_date"),
        is_public=True,
        **columns(row, "text"),
    )
    commitment.milestones.set(
        [Milestone(due_on=step.get("due"), **columns(step, "name")) for step in row.get("milestone", [])]
    )
    commitment.co_owners.set([CoOwner(organisation=organisations[code]) for code in row.get("together_with", [])])
    commitment.full_clean()
    commitment.save()
    commitment.save_revision(user=user)
    return commitment


def _history(rows, commitment):
    owner = User.objects.get(username="action-owner")
    coordinator = coordinator_of(commitment.organisation.government_id)
    by_day, milestones = {}, list(commitment.milestones.all())
    for row in rows:
        report = report_submit(
            commitment=commitment,
            status=row["status"],
            reason=row.get("reason", ""),
            unchanged=row.get("unchanged", False),
            language=row["language"],
            by=owner,
            holds_on=row["holds_on"],
            moves_to=row.get("moves_to"),
            milestones=[milestones[number - 1] for number in row.get("reached", [])],
            evidence=evidence_of(url=row.get("evidence_url", "")),
            corrects=by_day.get(row.get("corrects")),
            at=moment(max(row["holds_on"], row["approved_on"] - timedelta(days=5))),
        )
        report = submission_approve(submission=report, by=coordinator, at=moment(row["approved_on"]))
        by_day[row["holds_on"]] = report
        if row.get("translation"):
            other = next(code for code in language_codes() if code != row["language"])
            saying_translate(saying=report, language=other, reason=row["translation"], by=coordinator)


def coordinator_of(government_id):
    """Who decides on what that government reports; nobody for none."""
    coordinators = User.objects.filter(username__endswith="coordinator", service__government__isnull=False)
    return coordinators.filter(service__government=government_id).first() if government_id else None
