"""A site in which everything that may be hidden is hidden once, each thing with the same word in it."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import PageViewRestriction

from actions.models import Evidence, Milestone
from core.languages import language_codes
from core.services import record_archive
from home.models import StandardPage
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    ConsultationFactory,
    ContactPersonFactory,
    GovernmentFactory,
    GroupFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    PledgeFactory,
    RecommendationFactory,
    RecommendationSourceFactory,
    ReportFactory,
    ResponseFactory,
    ResponsibilityFactory,
    TargetFactory,
    UserFactory,
    pages_for,
)

WORD = "zwijgplicht"
OPEN = "spreekrecht"
"""Stands in what is public, so that a walk that sees nothing is noticed."""


def named(field="name", word=WORD):
    return {f"{field}_{code}": f"{word} {code}" for code in language_codes()}


class HiddenWorld:
    def __init__(self, homes):
        self.homes = homes
        self.author = UserFactory(first_name=WORD, last_name=WORD, email=f"{WORD}@example.org")
        government = GovernmentFactory(code="open-government")
        self.maker = OrganisationFactory(code="open-maker", government=government, **named(word=OPEN))
        self.plan = ActionPlanFactory(code="open-plan", starts_on=date(2024, 1, 1), **named(word=OPEN))
        self.action = ActionFactory(plan=self.plan, number=1, code="open-plan-1", **named(word=OPEN))
        self.commitment = CommitmentFactory(
            code="open-plan-1-1", action=self.action, organisation=self.maker,
            first_deadline=timezone.localdate() + timedelta(days=90), **named("text", OPEN),
        )  # fmt: skip
        self.pledge = PledgeFactory(code="open-pledge", commitment__organisation=self.maker, **named(word=OPEN))
        for record in (self.maker, self.plan, self.action, self.pledge):
            pages_for(record)
        self.report = ReportFactory(
            commitment=self.commitment, approved_on=date(2026, 1, 10), submitted_by=self.author, reason=OPEN
        )
        self._unapproved()
        self._figures()
        self._people()
        self.codes = self._hidden_records()
        self._pages()

    def _unapproved(self):
        ReportFactory(commitment=self.commitment, reason=WORD, submitted_by=self.author)
        ReportFactory(commitment=self.commitment, returned_on=date(2026, 2, 1), reason=WORD, return_reason=WORD)
        Evidence.objects.create(report=self.report, title=WORD, url=f"https://{WORD}.example/", is_public=False)
        Evidence.objects.create(
            report=self.report, title=WORD, file=ContentFile(b"x", name=f"{WORD}.txt"), is_public=False
        )

    def _figures(self):
        indicator = IndicatorFactory(code="open-indicator", action=self.action, organisation=self.maker)
        TargetFactory(indicator=indicator)
        MeasurementFactory(indicator=indicator, approved_on=None, source=WORD, reason=WORD)
        recommendation = RecommendationFactory(source=RecommendationSourceFactory(code="open-source"))
        ResponseFactory(recommendation=recommendation, on_behalf_of=self.maker, reason=WORD)

    def _people(self):
        contact = ContactPersonFactory(organisation=self.maker, name=WORD, email=f"{WORD}@example.org")
        ResponsibilityFactory(commitment=self.commitment, contact=contact)

    def _hidden_records(self):
        """Records that are not for everybody: [(kind, code)]."""
        hide = {"is_public": False}
        organisation = OrganisationFactory(code="hidden-organisation", **named(), **hide)
        gone = OrganisationFactory(code="hidden-archived", **named())
        plan = ActionPlanFactory(code="hidden-plan", **named(), **hide)
        below = ActionFactory(plan=plan, number=1, code="hidden-plan-1", **named())
        action = ActionFactory(plan=self.plan, number=2, code="hidden-action", **named(), **hide)
        commitment = CommitmentFactory(
            code="hidden-commitment", action=self.action, organisation=self.maker, **named("text"), **hide
        )
        Milestone.objects.create(commitment=commitment, due_on=timezone.localdate(), **named())
        ReportFactory(commitment=commitment, approved_on=date(2026, 1, 10), reason=WORD)
        under = CommitmentFactory(code="hidden-under", action=action, organisation=self.maker, **named("text"))
        ReportFactory(commitment=under, approved_on=date(2026, 1, 10), reason=WORD)
        pledge = PledgeFactory(
            code="hidden-pledge", commitment__organisation=self.maker, commitment__is_public=False,
            **{f"commitment__{name}": text for name, text in named("text").items()}, **named(), **hide,
        )  # fmt: skip
        group = GroupFactory(code="hidden-group", **named(), **hide)
        consultation = ConsultationFactory(code="hidden-consultation", organisation=self.maker, **named(), **hide)
        IndicatorFactory(code="hidden-indicator", action=self.action, organisation=self.maker, **named(), **hide)
        source = RecommendationSourceFactory(code="hidden-source", **named(), **hide)
        RecommendationFactory(source=source, number=1, **named("text"))
        for record in (organisation, gone, plan, below, action, pledge, group, consultation):
            pages_for(record)
        record_archive(record=gone)
        return [
            ("organisation", "hidden-organisation"), ("organisation", "hidden-archived"), ("plan", "hidden-plan"),
            ("action", "hidden-plan-1"), ("action", "hidden-action"), ("commitment", "hidden-commitment"),
            ("commitment", "hidden-under"), ("pledge", "hidden-pledge"), ("group", "hidden-group"),
            ("consultation", "hidden-consultation"), ("indicator", "hidden-indicator"),
            ("recommendation", "hidden-source-1"),
        ]  # fmt: skip

    def _pages(self):
        """A draft, a page for some, one taken down, and changes that nobody approved on a live one."""
        for language, home in self.homes.items():
            home.refresh_from_db()
            texts = {"title": f"{WORD} {language}", "introduction": WORD, "locale": home.locale}
            home.add_child(instance=StandardPage(slug="hidden-draft", live=False, **texts))
            closed = home.add_child(instance=StandardPage(slug="hidden-closed", **texts))
            PageViewRestriction.objects.create(page=closed, restriction_type="password", password="x")
            down = home.add_child(instance=StandardPage(slug="hidden-down", **texts))
            StandardPage.objects.filter(pk=down.pk).update(live=False, expired=True)
            page = self.action.pages_by_language()[language]
            page.introduction = WORD
            page.save_revision(user=self.author)
