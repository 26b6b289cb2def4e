"""What becomes of commitments when an organisation ends: who promised stays, and somebody answers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Commitment, ContactPerson, Responsibility
from actions.owners.journal import note
from actions.services.contacts import responsibility_end, responsibility_give
from partners.lineage.estates import Estate, Thing

MOST = 100
"""So many commitments one form hands over."""


def open_commitments(organisation):
    """What it leads, or answers for since others merged into it, and is not yet completed or stopped."""
    ours = Commitment.objects.filter(organisation__in=organisation.lineage_ids(), archived_at__isnull=True)
    return ours.open().select_related("organisation").order_by("code", "pk")


def words(act, organisation, successors):
    ours = Commitment.objects.filter(organisation__in=organisation.lineage_ids(), archived_at__isnull=True)
    every, still_open = ours.count(), open_commitments(organisation).count()
    if not every:
        return []
    sentences = {
        "merge": ngettext(
            "%(number)s commitment or pledge (%(open)s not finished) keeps the name under which it was promised, with "
            "its reports. The successor answers for it.",
            "%(number)s commitments and pledges (%(open)s not finished) keep the name under which they were promised, "
            "with their reports. The successor answers for them.",
            every,
        ),
        "reorganise": ngettext(
            "%(number)s commitment or pledge (%(open)s not finished) keeps the name under which it was promised, with "
            "its reports. Below you can hand over what is not finished.",
            "%(number)s commitments and pledges (%(open)s not finished) keep the name under which they were promised, "
            "with their reports. Below you can hand over what is not finished.",
            every,
        ),
        "leave": ngettext(
            "%(number)s commitment or pledge (%(open)s not finished) stays public, with its reports.",
            "%(number)s commitments and pledges (%(open)s not finished) stay public, with their reports.",
            every,
        ),
    }
    return [sentences[act] % {"number": every, "open": still_open}] if act in sentences else []


def things(organisation, successors):
    heirs = [(str(contact.pk), f"{contact.organisation} · {contact}") for contact in _contacts(successors)]
    return [Thing(str(row.pk), str(row), heirs) for row in open_commitments(organisation)[:MOST]] if heirs else []


def hand_over(*, organisation, key, heir, successors, on, by):
    """That contact person of a successor reports on it from now on, instead of those who did."""
    commitment = open_commitments(organisation).filter(pk=key).first() if key.isdecimal() else None
    contact = _contacts(successors).filter(pk=heir).first() if heir.isdecimal() else None
    if commitment is None or contact is None:
        raise ValidationError(_("What you chose to hand over is no longer there: choose again."))
    for responsibility in Responsibility.objects.filter(commitment=commitment, until__isnull=True):
        if responsibility.contact_id != contact.pk:
            responsibility_end(responsibility=responsibility, until=max(on, responsibility.since))
            note(responsibility.contact, "actions.responsibility_ended", by)
    responsibility_give(commitment=commitment, contact=contact, since=on)
    note(contact, "actions.responsibility_given", by)


def _contacts(successors):
    rows = ContactPerson.objects.filter(organisation__in=[one.pk for one in successors], erased_at__isnull=True)
    return rows.select_related("organisation").order_by("organisation__code", "name", "pk")


ESTATE = Estate("commitments", words=words, things=things, hand_over=hand_over)
