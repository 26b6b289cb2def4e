"""A small world with every row and column of the matrix in it, some full, some empty."""

from actions.models import CoOwner
from core.dates import today
from core.models import Goal, GuidingPrinciple, Sector, Theme
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    PillarFactory,
    ReportFactory,
)


def world():
    """Two plans, three organisations of two governments, a group; returns {name: record}."""
    one, two = GovernmentFactory(code="one"), GovernmentFactory(code="two")
    sector = Sector.objects.first()
    town = OrganisationFactory(code="town", government=one, sector=sector)
    ministry = OrganisationFactory(code="ministry", government=two)
    hidden = OrganisationFactory(code="hidden", sector=Sector.objects.last(), is_public=False)
    group = GroupFactory(code="circle")
    MembershipFactory(group=group, organisation=town)
    MembershipFactory(group=GroupFactory(code="past"), organisation=town, until=today())
    MembershipFactory(group=GroupFactory(code="secret", is_public=False), organisation=town)
    plan, other = ActionPlanFactory(code="plan", kind="local"), ActionPlanFactory(code="other")
    pillar = PillarFactory(plan=plan, number=1)
    themes, goals = list(Theme.objects.all()[:3]), list(Goal.objects.order_by("number")[:4])
    first = ActionFactory(plan=plan, number=1, pillar=pillar, themes=themes[:2], goals=goals[:1])
    second = ActionFactory(plan=plan, number=2, themes=themes[1:2])
    third = ActionFactory(plan=other, number=1, goals=goals[1:2])
    ActionFactory(plan=other, number=2, themes=themes[:1], is_public=False)
    principle = GuidingPrinciple.objects.get(number=1)
    promise = CommitmentFactory(action=first, organisation=town, goals=goals[2:3], principles=[principle])
    CommitmentFactory(action=first, organisation=ministry)
    CommitmentFactory(action=second, organisation=hidden)
    joint = CommitmentFactory(action=third, organisation=ministry)
    CoOwner.objects.create(commitment=joint, organisation=town)
    CommitmentFactory(action=second, organisation=town, goals=goals[3:4], is_public=False)
    ReportFactory(commitment=promise, status="completed", approved_on=today())
    return {"plan": plan, "other": other, "town": town, "ministry": ministry, "first": first, "goals": goals} | {
        "second": second, "third": third, "sector": sector, "themes": themes, "principle": principle,
    }  # fmt: skip
