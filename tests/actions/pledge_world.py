"""Pledges for tests, with whatever stands around them."""

from datetime import timedelta

from actions.models import CoOwner, PledgeIndexPage
from core.dates import add_months, today
from tests.factories import PledgeFactory, ReportFactory

ANNOUNCED = {"active": 1, "update_due": 13, "lapsed": 25}
"""Months ago for each state that a pledge without a report can have."""


def wall(language):
    return PledgeIndexPage.objects.get(locale__language_code=language)


def pledge_in(state, *, partners=(), **values):
    """A public pledge in that state, made together with those partners."""
    announced_on = add_months(today(), -ANNOUNCED.get(state, 6)) - timedelta(days=1)
    pledge = PledgeFactory(announced_on=announced_on, **values)
    status = {"fulfilled": "completed", "withdrawn": "stopped"}.get(state)
    if status:
        ReportFactory(commitment=pledge.commitment, status=status, approved_on=today())
    for partner in partners:
        CoOwner.objects.create(commitment=pledge.commitment, organisation=partner)
    return pledge


def set_on(pledge, **relations):
    """Many-to-many fields of its commitment: `themes=[…]`."""
    commitment = pledge.commitment
    for name, values in relations.items():
        getattr(commitment, name).set(values)
    commitment.save()
    return pledge
