"""Something of everything that the API shows, and something hidden beside it."""

from dataclasses import dataclass
from datetime import date

from actions.models import Evidence, Lineage, Milestone, MilestoneReached, StatusReportTranslation
from consultations.models import QuestionnaireVersion
from core.models import Goal, GuidingPrinciple, Sector, Theme
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AssessmentFactory,
    CommitmentFactory,
    ConsultationFactory,
    GovernmentFactory,
    GroupFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    PillarFactory,
    PledgeFactory,
    RecommendationFactory,
    ReportFactory,
    ResponseFactory,
    TargetFactory,
    UserFactory,
    moment,
    pages_for,
)

HIDDEN = "Geheim"
"""Stands in every text that nobody may see."""


@dataclass
class World:
    codes: dict
    """A public code of each resource."""
    commitment: object
    pledge: object
    report: object
    action: object
    organisation: object


def texts(field, words):
    return {f"{field}_nl": f"{words} nl", f"{field}_fr": f"{words} fr"}


def world():
    """A plan with an action in which a ministry promised something, and everything around it."""
    government = GovernmentFactory(code="north")
    organisation = OrganisationFactory(
        code="ministry", kind="federal", government=government, sector=Sector.objects.first(),
        email="info@example.org", telephone="+32 2 000 00 00",
    )  # fmt: skip
    organisation.themes.set([Theme.objects.first()])
    organisation.save()
    before = ActionPlanFactory(code="earlier")
    plan = ActionPlanFactory(code="later", predecessor=before, starts_on=date(2024, 1, 1), rhythm=6)
    action = ActionFactory(code="later-1", plan=plan, number=1, pillar=PillarFactory(plan=plan, number=1))
    action.themes.set([Theme.objects.first()])
    action.goals.set([Goal.objects.first()])
    action.principles.set([GuidingPrinciple.objects.first()])
    action.save()
    Lineage.objects.create(action=action, predecessor=ActionFactory(code="earlier-1", plan=before, number=1))
    commitment = CommitmentFactory(
        code="later-1-1", action=action, organisation=organisation, first_deadline=date(2025, 6, 30)
    )
    milestone = Milestone.objects.create(commitment=commitment, due_on=date(2025, 3, 1), **texts("name", "Stap"))
    report = ReportFactory(commitment=commitment, approved_on=date(2025, 2, 1), moves_to=date(2025, 12, 31))
    StatusReportTranslation.objects.create(
        report=report, language="fr", reason="Cela a commencé.", translated_by=UserFactory()
    )
    MilestoneReached.objects.create(report=report, milestone=milestone)
    Evidence.objects.create(report=report, title="Verslag", url="https://example.org/verslag")
    Evidence.objects.create(report=report, title=HIDDEN, url="https://example.org/geheim", is_public=False)
    AssessmentFactory(commitment=commitment)
    pledge = PledgeFactory(code="bread", commitment__organisation=OrganisationFactory(code="company"))
    pledge.commitment.supports.set([action])
    pledge.commitment.save()
    ReportFactory(commitment=pledge.commitment, approved_on=date(2025, 9, 1), status="completed")
    indicator = IndicatorFactory(
        code="complaints", action=action, organisation=organisation, baseline=10, baseline_on=date(2024, 1, 1)
    )
    TargetFactory(indicator=indicator, value="12.5"), MeasurementFactory(indicator=indicator)
    recommendation = RecommendationFactory(source__code="advice", number=1)
    recommendation.actions.set([action])
    recommendation.commitments.set([commitment])
    recommendation.save()
    ResponseFactory(recommendation=recommendation, on_behalf_of=organisation, approved_on=date(2025, 1, 1))
    group = GroupFactory(code="circle", organiser=organisation)
    MembershipFactory(group=group, organisation=organisation)
    MembershipFactory(group=group, organisation=None, person=HIDDEN)
    consultation = ConsultationFactory(
        code="asking", organisation=organisation, plan=plan, opens_on=date(2025, 1, 1),
        closes_on=date(2025, 2, 1),
    )  # fmt: skip
    QuestionnaireVersion.objects.create(
        consultation=consultation, number=1, document={}, digest="0" * 64, made_at=moment(date(2025, 1, 1))
    )
    for record in (plan, action, organisation, pledge, group, consultation):
        pages_for(record)
    hide(organisation, action, commitment, pledge)
    codes = {
        "plans": "later", "actions": "later-1", "commitments": "later-1-1", "reports": str(report.pk),
        "pledges": "bread", "organisations": "ministry", "governments": "north", "groups": "circle",
        "indicators": "complaints", "recommendations": "advice-1", "consultations": "asking",
        "themes": Theme.objects.first().code, "goals": "1", "principles": "1", "sectors": Sector.objects.first().code,
    }  # fmt: skip
    return World(codes, commitment, pledge, report, action, organisation)


def hide(organisation, action, commitment, pledge):
    """Beside everything public: the same, but not public, archived, submitted or returned."""
    words, archived = texts("name", HIDDEN), {"archived_at": moment(date(2025, 1, 1))}
    ReportFactory(commitment=commitment, reason=HIDDEN)
    ReportFactory(commitment=commitment, reason=HIDDEN, returned_on=date(2025, 3, 1))
    draft_plan = ActionPlanFactory(code="geheim-plan", is_public=False, **words)
    for plan, more in ((draft_plan, {}), (action.plan, {"is_public": False}), (action.plan, archived)):
        hidden = ActionFactory(
            plan=plan, code=f"geheim-{plan.pk}-{len(more)}-{'archived_at' in more}", **words, **more
        )
        promised = CommitmentFactory(action=hidden, organisation=organisation, **texts("text", HIDDEN))
        ReportFactory(commitment=promised, reason=HIDDEN, approved_on=date(2025, 2, 1))
        IndicatorFactory(action=hidden, organisation=organisation, **words)
        pledge.commitment.supports.add(hidden)
    pledge.commitment.save()
    CommitmentFactory(action=action, organisation=organisation, is_public=False, **texts("text", HIDDEN))
    PledgeFactory(code="geheim-pledge", is_public=False, **words)
    PledgeFactory(code="geheim-behind", commitment__is_public=False, **words)
    OrganisationFactory(code="geheim-organisation", is_public=False, **words)
    OrganisationFactory(code="geheim-archived", **words, **archived)
    GroupFactory(code="geheim-group", is_public=False, **words)
    RecommendationFactory(source__code="geheim", source__is_public=False, number=1, **texts("text", HIDDEN))
    RecommendationFactory(source__code="advice-2", is_public=False, number=2, **texts("text", HIDDEN))
    ConsultationFactory(code="geheim-draft", opens_on=date(2025, 1, 1), closes_on=date(2025, 2, 1), **words)
    ResponseFactory(recommendation__source__code="advice-3", recommendation__number=3, reason=HIDDEN)
