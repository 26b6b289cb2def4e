"""Synthetic local plans of some fifty actions, each with two commitments."""

from datetime import date, timedelta
from random import Random

from actions.models import Action, ActionPlan, ActionPlanIndexPage, ActionPlanPage, Commitment, Milestone, Pillar
from core.languages import language_codes
from core.models import Goal, Theme

from . import names
from .log import write_log
from .organisations import AT_ONCE, CODE, give_terms, synthetic
from .pages import make_pages

ACTIONS_IN_A_PLAN, COMMITMENTS_IN_AN_ACTION, PILLARS = 50, 2, 3
STARTS = date(2023, 1, 1)


def grow_plans(number, user, progress):
    """Have that many actions."""
    there = Action.objects.filter(code__startswith=CODE).count()
    if number <= there:
        return
    random = Random(there)  # noqa: S311 - repeatable, not secret
    plans = _plans(number, progress)
    actions = Action.objects.bulk_create(
        [_action(place, plans[place // ACTIONS_IN_A_PLAN]) for place in range(there, number)], batch_size=AT_ONCE
    )
    give_terms(actions, "themes", list(Theme.objects.all()), random)
    give_terms(actions, "goals", list(Goal.objects.all()), random)
    pages = {
        (page.plan_id, page.language): page
        for page in ActionPlanPage.objects.filter(plan__in=plans).select_related("locale")
    }
    make_pages(
        actions,
        lambda action, language: pages[action.plan_id, language],
        names.ACTION_INTRODUCTION,
        progress,
        "pages of actions",
    )
    write_log(_commitments(actions, random), user, random, progress)


def _plans(number, progress):
    """The plans for so many actions, the last of which may have room for more."""
    there = {plan.code: plan for plan in ActionPlan.objects.filter(code__startswith=CODE)}
    codes = [f"{CODE}plan-{place}" for place in range(-(-number // ACTIONS_IN_A_PLAN))]
    made = ActionPlan.objects.bulk_create(
        [
            ActionPlan(
                code=code,
                kind=ActionPlan.Kind.LOCAL,
                starts_on=STARTS,
                ends_on=date(2028, 12, 31),
                rhythm=6,
                fictional=True,
                is_public=True,
                **names.in_every_language("name", names.PLAN, code.rpartition("-")[2]),
            )
            for code in codes
            if code not in there
        ]
    )
    Pillar.objects.bulk_create(
        [
            Pillar(plan=plan, number=pillar, **names.in_every_language("name", names.FIELDS[pillar]))
            for plan in made
            for pillar in range(1, PILLARS + 1)
        ]
    )
    indexes = {page.locale.language_code: page for page in ActionPlanIndexPage.objects.select_related("locale")}
    make_pages(made, lambda _plan, language: indexes[language], names.PLAN_INTRODUCTION, progress, "pages of plans")
    there |= {plan.code: plan for plan in made}
    plans = [there[code] for code in codes]
    pillars = Pillar.objects.filter(plan__in=plans)
    for plan in plans:
        plan.their_pillars = [pillar for pillar in pillars if pillar.plan_id == plan.pk]
    return plans


def _action(place, plan):
    number = place % ACTIONS_IN_A_PLAN + 1
    deed = names.DEEDS[place % len(names.DEEDS)]
    return Action(
        code=f"{plan.code}-{number}",
        plan=plan,
        number=number,
        pillar=plan.their_pillars[number % PILLARS],
        fictional=True,
        is_public=True,
        **names.in_every_language("name", deed, number),
    )


def _commitments(actions, random):
    organisations = list(synthetic().order_by("pk"))
    made = Commitment.objects.bulk_create(
        [
            _commitment(action, number, organisations[random.randrange(len(organisations))], random)
            for action in actions
            for number in range(1, COMMITMENTS_IN_AN_ACTION + 1)
        ],
        batch_size=AT_ONCE,
    )
    Milestone.objects.bulk_create(
        [
            Milestone(
                commitment=one,
                due_on=STARTS + timedelta(days=random.randrange(2_000)),
                **names.in_every_language("name", names.MILESTONE),
            )
            for one in made
        ],
        batch_size=AT_ONCE,
    )
    return made


def _commitment(action, number, organisation, random):
    deed = random.choice(names.DEEDS)
    is_ongoing = random.random() < 0.2
    day = STARTS + timedelta(days=random.randrange(900, 2_100))
    return Commitment(
        code=f"{action.code}-{number}",
        action=action,
        organisation=organisation,
        timing="ongoing" if is_ongoing else "time_bound",
        first_deadline=None if is_ongoing else day,
        review_on=day if is_ongoing else None,
        is_public=True,
        **{f"text_{code}": f"{deed[code]}." for code in language_codes()},
    )
