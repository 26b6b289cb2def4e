"""A site that grows: everything that pages show, as many times as asked."""

from datetime import timedelta

from django.utils import timezone

from actions.models import CoOwner, Milestone
from actions.services.snapshots import progress_report_make
from consultations.models import Extension, QuestionnaireVersion
from consultations.services.versions import version_make
from core.dates import today
from core.languages import language_codes
from core.models import Goal, GuidingPrinciple, Theme
from home.models import HomePage, StandardPage
from partners.models import Funding
from tests.consultations.world import opened, sent
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    GroupFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    PledgeFactory,
    RecommendationFactory,
    ReportFactory,
    ResponseFactory,
    TargetFactory,
    page_for,
)


class World:
    """One of everything with `size` of everything around it, with pages in one language."""

    def __init__(self, language):
        self.language, self.size = language, 0
        self.home = HomePage.objects.get(locale__language_code=language)
        self.standard = self.child_of(self.home)
        self.plan, self.organisation, self.group = ActionPlanFactory(), OrganisationFactory(), GroupFactory()
        self.pages = [page_for(record, language) for record in (self.plan, self.organisation, self.group)]
        self.action = ActionFactory(plan=self.plan)
        self.pages.append(page_for(self.action, language))
        self.pledge = PledgeFactory(commitment__organisation=self.organisation)
        self.pages.append(page_for(self.pledge, language))
        self.reports = []
        self.consultation, self.sample = opened(opens_on=today(), closes_on=today(), plan=self.plan)
        self.pages.append(page_for(self.consultation, language))

    def child_of(self, parent):
        parent.refresh_from_db()
        return parent.add_child(instance=StandardPage(title="Tekst", introduction="Kort.", locale=parent.locale))

    def grow_to(self, size):
        while self.size < size:
            self.size += 1
            self.grow()
        for record in (self.organisation, self.group, self.action):
            record.themes.set(Theme.objects.all()[:size])
            record.save()
        self.action.goals.set(Goal.objects.all()[:size])
        self.action.principles.set(GuidingPrinciple.objects.all()[:size])
        self.action.save()
        if size:
            self.report_progress()
        return self

    def grow(self):
        self.child_of(self.standard)
        plan = ActionPlanFactory(predecessor=self.plan)
        action = ActionFactory(plan=self.plan)
        organisation = OrganisationFactory(government=GovernmentFactory())
        group = GroupFactory(organiser=organisation)
        for record in (plan, action, organisation, group):
            page_for(record, self.language)
        self.action.lineage.add(self.action.lineage.model(predecessor=action))
        MembershipFactory(group=self.group, organisation=organisation)
        MembershipFactory(group=group, organisation=self.organisation)
        Funding.objects.create(group=self.group, organisation=organisation)
        for promise in (
            {"action": action, "organisation": self.organisation},
            {"action": self.action, "organisation": organisation, "first_deadline": today() - timedelta(days=1)},
        ):
            ReportFactory(commitment=CommitmentFactory(**promise), approved_on=today(), language="nl")
        self.follow(organisation)
        self.consult()

    def follow(self, organisation):
        """What is measured, assessed, recommended and pledged about the action."""
        commitment = self.action.commitments.last()
        commitment.milestones.add(Milestone(name_nl="Stap", name_fr="Étape"))
        commitment.co_owners.add(CoOwner(organisation=self.organisation))
        commitment.save()
        indicator = IndicatorFactory(action=self.action)
        TargetFactory(indicator=indicator)
        MeasurementFactory(indicator=indicator)
        AssessmentFactory(commitment=commitment)
        recommendation = RecommendationFactory()
        recommendation.actions.add(self.action)
        recommendation.save()
        ResponseFactory(recommendation=recommendation, approved_on=today())
        pledge = PledgeFactory(commitment__organisation=organisation)
        page_for(pledge, self.language)
        pledge.commitment.supports.add(self.action)
        pledge.commitment.save()
        self.pledge.commitment.co_owners.add(CoOwner(organisation=organisation))
        self.pledge.commitment.supports.add(self.action)
        self.pledge.commitment.save()
        ReportFactory(commitment=self.pledge.commitment, approved_on=today(), language="nl")

    def consult(self):
        """One more consultation; of the first one, one more version, extension and contribution."""
        other, _sample = opened(opens_on=today(), closes_on=today())
        page_for(other, self.language)
        version_make(
            consultation=self.consultation,
            document=self.sample.document(),
            kind=QuestionnaireVersion.Kind.CORRECTION,
            note=dict.fromkeys(language_codes(), "Beter gezegd"),
        )
        Extension.objects.create(
            consultation=self.consultation,
            closes_on=self.consultation.last_day + timedelta(days=1),
            reason_nl="Meer tijd",
            reason_fr="Plus de temps",
            decided_at=timezone.now(),
        )
        sent(self.consultation, self.sample, at=timezone.now())

    def report_progress(self):
        day = today() - timedelta(days=1)
        names = dict.fromkeys(language_codes(), f"Report {self.size}")
        report = progress_report_make(plan=self.plan, as_of=day, names=names, by=None)
        page = report.pages_by_language()[self.language]
        page.live = True
        page.save()
        self.reports = [page]

    def addresses(self):
        """One address per type of page: {name: address}."""
        lists = self.home.get_children().live().specific()
        pages = [
            self.home,
            self.standard,
            *self.pages,
            *self.reports,
            *(page for page in lists if page.pk != self.standard.pk),
        ]
        return {type(page).__name__: page.url for page in pages}
