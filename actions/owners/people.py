"""Changes of who reports on what, and of the people themselves; each leaves a line in the log that names nobody."""

from django.db import transaction

from actions.services.contacts import contact_erase, responsibility_end, responsibility_give
from core.dates import today

from .journal import note


@transaction.atomic
def commitment_give(*, commitment, contact, by, since=None):
    """Let this person report on the commitment."""
    responsibility = responsibility_give(commitment=commitment, contact=contact, since=since)
    note(contact, "actions.responsibility_given", by)
    return responsibility


@transaction.atomic
def commitment_take(*, responsibility, by):
    """Let this person report on it no longer, from today on."""
    responsibility_end(responsibility=responsibility, until=max(today(), responsibility.since))
    note(responsibility.contact, "actions.responsibility_ended", by)


@transaction.atomic
def commitment_hand_over(*, responsibility, to, by):
    """Let somebody else report on it, from today on, in one act."""
    commitment_take(responsibility=responsibility, by=by)
    return commitment_give(commitment=responsibility.commitment, contact=to, by=by)


@transaction.atomic
def contact_forget(*, contact, by):
    """Erase who this person is; what was sent in stays, without them."""
    contact_erase(contact=contact)
    note(contact, "actions.contact_erased", by)
