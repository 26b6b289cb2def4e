"""Makes records, pages and people for tests; whatever is made is public and complete unless told."""

from datetime import date, datetime, time, timedelta

import factory
from django.contrib.auth.models import Group as Role
from django.utils import timezone
from factory.django import DjangoModelFactory

from actions.models import (
    Action,
    ActionPlan,
    Assessment,
    Commitment,
    ContactPerson,
    Indicator,
    Measurement,
    Pillar,
    Pledge,
    Recommendation,
    RecommendationSource,
    Response,
    Responsibility,
    StatusReport,
    Target,
)
from actions.models.statuses import Level
from consultations.models import Consultation
from core.dates import today
from core.languages import language_codes
from editorial.roles import ROLES
from partners.models import Group, Membership, Organisation, Representative
from users.models import Government, Service, User


def bilingual(field, words):
    """Declares the columns of `field`: "Company 3 (nl)" and "Company 3 (fr)"."""
    return {
        f"{field}_{code}": factory.Sequence(lambda number, code=code: f"{words} {number} ({code})")
        for code in language_codes()
    }


class GovernmentFactory(DjangoModelFactory):
    code = factory.Sequence("government-{}".format)
    vars().update(bilingual("name", "Government"))

    class Meta:
        model = Government


class ServiceFactory(DjangoModelFactory):
    code = factory.Sequence("service-{}".format)
    vars().update(bilingual("name", "Service"))
    government = factory.SubFactory(GovernmentFactory)

    class Meta:
        model = Service


class UserFactory(DjangoModelFactory):
    username = factory.Sequence("person-{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    class Meta:
        model = User


def person_in_role(code, *, government=None, **values):
    """Somebody in that role, who works for that government where one is given."""
    service = ServiceFactory(government=government) if government else None
    user = UserFactory(service=service, **values)
    user.groups.add(Role.objects.get(name=ROLES[code]["name"]))
    return user


class OrganisationFactory(DjangoModelFactory):
    code = factory.Sequence("organisation-{}".format)
    vars().update(bilingual("name", "Organisation"))
    kind = Organisation.Kind.COMPANY
    is_public = True

    class Meta:
        model = Organisation


class GroupFactory(DjangoModelFactory):
    code = factory.Sequence("group-{}".format)
    vars().update(bilingual("name", "Group"))
    kind = Group.Kind.WORKING_GROUP
    is_public = True

    class Meta:
        model = Group


class MembershipFactory(DjangoModelFactory):
    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = Membership


class ActionPlanFactory(DjangoModelFactory):
    code = factory.Sequence("plan-{}".format)
    vars().update(bilingual("name", "Plan"))
    kind = ActionPlan.Kind.CSR
    is_public = True

    class Meta:
        model = ActionPlan


class PillarFactory(DjangoModelFactory):
    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    vars().update(bilingual("name", "Pillar"))

    class Meta:
        model = Pillar


class ActionFactory(DjangoModelFactory):
    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    code = factory.LazyAttribute(lambda action: f"{action.plan.code}-{action.number}")
    vars().update(bilingual("name", "Action"))
    is_public = True

    class Meta:
        model = Action


class CommitmentFactory(DjangoModelFactory):
    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    vars().update(bilingual("text", "Commitment"))
    is_public = True

    class Meta:
        model = Commitment


class RepresentativeFactory(DjangoModelFactory):
    """Somebody who administers an organisation; a staff member with `role="member"`."""

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Representative.Role.ADMINISTRATOR
    since = date(2020, 1, 1)

    class Meta:
        model = Representative


class PledgeFactory(DjangoModelFactory):
    """A public pledge of a company; `commitment__…` reaches what is behind it."""

    code = factory.Sequence("pledge-{}".format)
    vars().update(bilingual("name", "Pledge"))
    commitment = factory.SubFactory(CommitmentFactory, kind=Commitment.Kind.PLEDGE, action=None)
    announced_on = date(2025, 6, 1)
    is_public = True

    class Meta:
        model = Pledge


def moment(day):
    """Noon of that day in Brussels."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


class ContactPersonFactory(DjangoModelFactory):
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence("Contact Person {}".format)
    email = factory.Sequence("contact-{}@example.org".format)
    language = "nl"

    class Meta:
        model = ContactPerson


class ResponsibilityFactory(DjangoModelFactory):
    commitment = factory.SubFactory(CommitmentFactory)
    contact = factory.SubFactory(ContactPersonFactory, organisation=factory.SelfAttribute("..commitment.organisation"))
    since = date(2020, 1, 1)

    class Meta:
        model = Responsibility


class ReportFactory(DjangoModelFactory):
    """A submitted report; an approved one with `approved_on`, a returned one with `returned_on`."""

    class Params:
        approved_on = None
        returned_on = None
        decided_on = factory.LazyAttribute(lambda report: report.approved_on or report.returned_on)

    commitment = factory.SubFactory(CommitmentFactory)
    status = "in_progress"
    holds_on = factory.LazyAttribute(lambda report: report.decided_on or today() - timedelta(days=1))
    language = "nl"
    reason = "Er is een begin gemaakt."
    on_behalf_of = factory.LazyAttribute(lambda report: report.commitment.organisation)
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = factory.LazyAttribute(lambda report: moment(report.holds_on))
    state = factory.LazyAttribute(
        lambda report: "approved" if report.approved_on else "returned" if report.returned_on else "submitted"
    )
    decided_by = factory.Maybe("decided_on", factory.SubFactory(UserFactory))
    decided_at = factory.LazyAttribute(lambda report: report.decided_on and moment(report.decided_on))
    return_reason = factory.LazyAttribute(lambda report: "Vul aan." if report.returned_on else "")

    class Meta:
        model = StatusReport


class IndicatorFactory(DjangoModelFactory):
    code = factory.Sequence("indicator-{}".format)
    vars().update(bilingual("name", "Indicator") | bilingual("unit", "Unit"))
    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    is_public = True

    class Meta:
        model = Indicator


class FigureFactory(DjangoModelFactory):
    """A figure of an indicator: approved on a day, or only submitted with `approved_on=None`."""

    class Params:
        approved_on = factory.LazyFunction(today)

    indicator = factory.SubFactory(IndicatorFactory)
    language = "nl"
    reason = "Zo staat het in het register."
    on_behalf_of = factory.LazyAttribute(lambda figure: figure.indicator.organisation)
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = factory.LazyAttribute(lambda figure: moment(figure.approved_on or today()))
    state = factory.LazyAttribute(lambda figure: "approved" if figure.approved_on else "submitted")
    decided_by = factory.Maybe("approved_on", factory.SubFactory(UserFactory))
    decided_at = factory.LazyAttribute(lambda figure: figure.approved_on and moment(figure.approved_on))

    class Meta:
        abstract = True


class TargetFactory(FigureFactory):
    value = 100
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=365))

    class Meta:
        model = Target


class MeasurementFactory(FigureFactory):
    value = 50
    measured_on = factory.LazyAttribute(lambda figure: figure.approved_on or today())
    source = "Register van bestekken"

    class Meta:
        model = Measurement


class RecommendationSourceFactory(DjangoModelFactory):
    code = factory.Sequence("source-{}".format)
    kind = RecommendationSource.Kind.ADVICE
    vars().update(bilingual("name", "Source"))
    is_public = True

    class Meta:
        model = RecommendationSource


class RecommendationFactory(DjangoModelFactory):
    source = factory.SubFactory(RecommendationSourceFactory)
    number = factory.Sequence(lambda number: number + 1)
    vars().update(bilingual("text", "Recommendation"))
    is_public = True

    class Meta:
        model = Recommendation


class ResponseFactory(DjangoModelFactory):
    """A submitted response; an approved one with `approved_on`, a returned one with `returned_on`."""

    class Params:
        approved_on = None
        returned_on = None
        decided_on = factory.LazyAttribute(lambda response: response.approved_on or response.returned_on)

    recommendation = factory.SubFactory(RecommendationFactory)
    on_behalf_of = factory.SubFactory(OrganisationFactory)
    answer = Response.Answer.ACCEPTED
    answered_on = factory.LazyAttribute(lambda response: response.decided_on or today() - timedelta(days=1))
    language = "nl"
    reason = "We doen het."
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = factory.LazyAttribute(lambda response: moment(response.answered_on))
    state = factory.LazyAttribute(
        lambda response: "approved" if response.approved_on else "returned" if response.returned_on else "submitted"
    )
    decided_by = factory.Maybe("decided_on", factory.SubFactory(UserFactory))
    decided_at = factory.LazyAttribute(lambda response: response.decided_on and moment(response.decided_on))
    return_reason = factory.LazyAttribute(lambda response: "Vul aan." if response.returned_on else "")

    class Meta:
        model = Response


class AssessmentFactory(DjangoModelFactory):
    commitment = factory.SubFactory(CommitmentFactory)
    assessor = factory.SubFactory(OrganisationFactory)
    level = Level.LIMITED
    assessed_on = factory.LazyFunction(today)
    language = "nl"
    reason = "Er is weinig van te zien."
    source = "Verslag"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyAttribute(lambda assessment: moment(assessment.assessed_on))

    class Meta:
        model = Assessment


def page_for(record, language, **values):
    """A live page of the record in that language, where such pages stand."""
    parent = record.parents_of_pages()[language]
    model = record.page_model()
    values = {"title": record.name_in(language), "locale": parent.locale, **values}
    siblings = record.pages_by_language()
    if siblings:
        values.setdefault("translation_key", next(iter(siblings.values())).translation_key)
    return parent.add_child(instance=model(**{model.record_name: record}, **values))


def pages_for(record, **values):
    """A live page of the record in every language: {language code: page}."""
    return {language: page_for(record, language, **values) for language in language_codes()}


class ConsultationFactory(DjangoModelFactory):
    code = factory.Sequence("consultation-{}".format)
    vars().update(bilingual("name", "Consultation"))
    organisation = factory.SubFactory(OrganisationFactory)
    is_public = True

    class Meta:
        model = Consultation
