"""A plan with one of everything that a snapshot keeps, and the factories for it."""

from datetime import date, timedelta

from actions.models import (
    Assessment,
    CoOwner,
    Indicator,
    Measurement,
    Milestone,
    MilestoneReached,
    ProgressReport,
    Recommendation,
    RecommendationSource,
    Response,
    Target,
)
from actions.services.snapshots import snapshot_take
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    UserFactory,
    moment,
    pages_for,
)

DAY = date(2025, 12, 31)
BEFORE, AFTER = DAY - timedelta(days=40), DAY + timedelta(days=20)


def figure(model, indicator, **values):
    return model.objects.create(
        indicator=indicator, language="nl", reason="Uitleg.", on_behalf_of=indicator.organisation,
        submitted_by=UserFactory(), submitted_at=moment(BEFORE), state="approved", decided_by=UserFactory(),
        decided_at=moment(BEFORE), **values,
    )  # fmt: skip


def measure(action):
    """An indicator of that action, with a target and a figure."""
    indicator = Indicator.objects.create(
        code=f"indicator-{action.pk}-{Indicator.objects.count()}", action=action, organisation=OrganisationFactory(),
        is_public=True, name_nl="Klachten", name_fr="Plaintes", unit_nl="klachten", unit_fr="plaintes", decimals=1,
        baseline="12.5", baseline_on=date(2024, 1, 1),
    )  # fmt: skip
    figure(Target, indicator, value="5", due_on=date(2027, 12, 31))
    figure(Measurement, indicator, value="10", measured_on=BEFORE, source="Register")
    return indicator


def assess(commitment, level=2, recorded_on=BEFORE, **values):
    return Assessment.objects.create(
        commitment=commitment, assessor=OrganisationFactory(), voice="stakeholder", level=level, reason="Te traag.",
        language="nl", source="Brief", assessed_on=BEFORE, recorded_by=UserFactory(), recorded_at=moment(recorded_on),
        **values,
    )  # fmt: skip


def recommend(commitment, is_public=True):
    """A recommendation that the commitment answers, with the answer of its organisation."""
    source, _made = RecommendationSource.objects.get_or_create(
        code="advice", defaults={"kind": "advice", "name_nl": "Advies", "name_fr": "Avis", "is_public": True}
    )
    number = Recommendation.objects.count() + 1
    row = Recommendation.objects.create(
        source=source, number=number, text_nl="Doe meer.", text_fr="Faites plus.", is_public=is_public
    )
    row.commitments.set([commitment])
    row.save()
    Response.objects.create(
        recommendation=row, answer="accepted", answered_on=BEFORE, language="nl", reason="Akkoord.",
        on_behalf_of=commitment.organisation, submitted_by=UserFactory(), submitted_at=moment(BEFORE),
        state="approved", decided_by=UserFactory(), decided_at=moment(BEFORE),
    )  # fmt: skip
    return row


def grow(plan, number):
    """So many more commitments, each with one of everything around it."""
    for _row in range(number):
        commitment = CommitmentFactory(
            action=ActionFactory(plan=plan),
            organisation__government=GovernmentFactory(),
            first_deadline=DAY - timedelta(days=10),
        )
        CoOwner.objects.create(commitment=commitment, organisation=OrganisationFactory())
        milestone = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
        report = ReportFactory(commitment=commitment, approved_on=BEFORE, moves_to=DAY + timedelta(days=90))
        MilestoneReached.objects.create(report=report, milestone=milestone)
        assess(commitment)
        measure(commitment.action)
        recommend(commitment)


def publish(plan, as_of=DAY, code="", **names):
    """A public progress report of the plan with a live page in every language."""
    names = names or {"nl": f"Verslag {as_of}", "fr": f"Rapport {as_of}"}
    report = ProgressReport.objects.create(
        code=code or f"{plan.code}-{as_of}",
        snapshot=snapshot_take(plan=plan, as_of=as_of, by=UserFactory()),
        is_public=True,
        **{f"name_{language}": name for language, name in names.items()},
    )
    if not plan.pages.exists():
        pages_for(plan)
    pages_for(report, introduction="Kort.")
    return report
