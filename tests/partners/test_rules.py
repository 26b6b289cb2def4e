"""What organisations, groups and memberships may look like: said at the field, and held by the database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from actions.models import ActionPlan
from core.dates import today
from partners.models import Funding, Group, Membership, Organisation
from tests.factories import ActionPlanFactory, GroupFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2020, 1, 1), date(2021, 1, 1)
PERIODS = [
    (OrganisationFactory, "joined_on", "left_on"),
    (GroupFactory, "since", "until"),
    (MembershipFactory, "since", "until"),
    (ActionPlanFactory, "starts_on", "ends_on"),
]


def field_errors(instance):
    with pytest.raises(ValidationError) as raised:
        instance.full_clean()
    return set(raised.value.message_dict)


@pytest.mark.parametrize(("factory", "first", "last"), PERIODS)
def test_an_end_before_the_beginning_is_said_at_the_field(factory, first, last):
    record = factory(**{first: EARLY, last: LATE})
    setattr(record, first, LATE)
    setattr(record, last, EARLY)

    assert last in field_errors(record)


@pytest.mark.parametrize(("factory", "first", "last"), PERIODS)
def test_the_database_refuses_an_end_before_the_beginning(factory, first, last):
    record = factory()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**{first: LATE, last: EARLY})


@pytest.mark.parametrize(("begin", "end"), [(None, None), (EARLY, None), (None, EARLY), (EARLY, EARLY), (EARLY, LATE)])
@pytest.mark.parametrize(("factory", "first", "last"), PERIODS)
def test_a_period_may_be_open_short_or_unknown(factory, first, last, begin, end):
    record = factory(**{first: begin, last: end})

    record.full_clean()


def test_a_seat_is_taken_by_an_organisation_or_a_person():
    MembershipFactory(person="")
    MembershipFactory(organisation=None, person="Ann Voorbeeld")
    MembershipFactory(person="Ann Voorbeeld")
    empty = MembershipFactory.build(group=GroupFactory(), organisation=None, person="")

    assert "organisation" in field_errors(empty)
    with pytest.raises(IntegrityError), transaction.atomic():
        empty.save()


def test_the_database_refuses_to_empty_a_seat():
    seat = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=seat.pk).update(organisation=None)


@pytest.mark.parametrize(
    ("model", "factory", "field"),
    [(Organisation, OrganisationFactory, "parent"), (ActionPlan, ActionPlanFactory, "predecessor")],
)
def test_nothing_is_above_itself(model, factory, field):
    record = factory()
    setattr(record, field, record)

    assert field in field_errors(record)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(**{field: F("pk")})


def test_an_organisation_pays_for_a_group_once():
    group, organisation = GroupFactory(), OrganisationFactory()
    Funding.objects.create(group=group, organisation=organisation)

    with pytest.raises(IntegrityError), transaction.atomic():
        Funding.objects.create(group=group, organisation=organisation)


@pytest.mark.parametrize(
    ("telephone", "is_right"),
    [
        ("+32 2 000 00 00", True),
        ("02/000.00.00", True),
        ("", True),
        ("call me", False),
        ("1", False),
        ("0" * 31, False),
    ],
)
@pytest.mark.parametrize("factory", [OrganisationFactory, GroupFactory])
def test_a_telephone_number_is_digits_and_spaces(factory, telephone, is_right):
    record = factory(telephone="")
    record.telephone = telephone

    if is_right:
        record.full_clean()
    else:
        assert "telephone" in field_errors(record)


@pytest.mark.parametrize("website", ["javascript:alert(1)", "example", "http://", "data:text/html,x"])
def test_a_website_is_an_address_of_the_web(website):
    organisation = OrganisationFactory()
    organisation.website = website

    assert "website" in field_errors(organisation)


def test_an_organisation_is_current_until_it_leaves():
    stays, leaves_later = OrganisationFactory(), OrganisationFactory(left_on=today() + timedelta(days=1))
    OrganisationFactory(left_on=EARLY)

    assert set(Organisation.objects.current()) == {stays, leaves_later}


def test_an_organisation_with_seats_or_promises_stays():
    seat = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        seat.organisation.delete()
    assert Group.objects.filter(pk=seat.group_id).exists()
