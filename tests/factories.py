"""Makes records, pages and people for tests; whatever is made is public and complete unless told."""

from datetime import datetime, time, timedelta

import factory
from django.contrib.auth.models import Group as Role
from django.utils import timezone
from factory.django import DjangoModelFactory

from actions.models import Action, ActionPlan, Commitment, Pillar, StatusReport
from core.dates import today
from core.languages import language_codes
from editorial.roles import ROLES
from partners.models import Group, Membership, Organisation
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


def moment(day):
    """Noon of that day in Brussels."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


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
