"""People who report on commitments, and their way in, for the tests of the personal space."""

import re
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import override

from actions.models import Responsibility
from actions.services.links import link_make
from core.dates import today
from tests.factories import CommitmentFactory, ContactPersonFactory, ReportFactory, ResponsibilityFactory

LANGUAGES = ["nl", "fr"]
TYPED = {"status": "in_progress", "holds_on": "2026-10-01", "language": "nl", "reason": "De eerste fase is klaar."}


def url(name, language, *args):
    with override(language):
        return reverse(f"owners:{name}", args=args)


def responsible(contact=None, **commitment):
    """Somebody who reports on a new commitment."""
    commitment = CommitmentFactory(**commitment)
    contact = contact or ContactPersonFactory(organisation=commitment.organisation)
    ResponsibilityFactory(commitment=commitment, contact=contact)
    return contact, commitment


def enter(client, contact, language="nl"):
    """Come in by a fresh link, as from a mail."""
    response = client.post(url("link", language, link_make(contact=contact)))
    assert response.status_code == 302
    return response


def sent_by(contact, commitment, days_ago=30, **values):
    """A report of this person, approved so many days ago unless told."""
    values = {"approved_on": today() - timedelta(days=days_ago), "submitted_by": None} | values
    return ReportFactory(commitment=commitment, contact=contact, **values)


def carried(response):
    """What the form carries unseen: the version of the draft and the token against sending twice."""
    found = dict(re.findall(r'name="(version|token|corrects)" value="([^"]*)"', response.text))
    return found


def hand_over(contact, commitment, to=None):
    """From today on somebody else reports on it."""
    Responsibility.objects.filter(contact=contact, commitment=commitment).update(until=today())
    if to:
        ResponsibilityFactory(commitment=commitment, contact=to, since=date(2020, 1, 1))
