"""A pledge that is being written: begun, kept as typed, sent to the secretariat, taken back."""

import hashlib
import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import PledgeProposal
from actions.pledging.promise import read
from actions.pledging.theirs import speaks
from actions.pledging.typed import own
from partners.models import Organisation, Representative

State = PledgeProposal.State
SENDABLE = {State.DRAFT, State.RETURNED, State.CONFIRMING}


class NewerText(Exception):
    """Somebody else, or another tab, saved since: `proposal`."""

    def __init__(self, proposal):
        super().__init__(str(proposal.version))
        self.proposal = proposal


class NotEditable(Exception):
    """It was put to partners, sent or dropped meanwhile: `proposal`."""

    def __init__(self, proposal):
        super().__init__(proposal.state)
        self.proposal = proposal


class NotWhole(ValidationError):
    """Something is still wrong in the text: `problems` says what, {field as it was typed: message}."""

    def __init__(self, problems):
        super().__init__(_("Something in the text is not right yet."))
        self.problems = problems


def hold(proposal):
    """The proposal as it is now, for this transaction alone."""
    # Alone in its query: a joined row would be that from before the lock was waited for, on PostgreSQL.
    return PledgeProposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)


def hold_own(proposal, by):
    """The same, for who speaks for the organisation that leads it. Raises PermissionDenied."""
    proposal = hold(proposal)
    if not speaks(by, proposal.organisation):
        raise PermissionDenied
    return proposal


def digest_of(proposal):
    """What partners confirm: every word and fact of it, without who the partners are."""
    said = {name: value for name, value in own(proposal.typed).items() if name not in ("partners", "organisation")}
    said["leads"] = proposal.organisation.code
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def proposal_start(*, organisation, by, language, at=None):
    """An empty proposal of that organisation, or the one that this person began and never wrote in."""
    Organisation.objects.select_for_update(of=["self"]).get(pk=organisation.pk)
    if not speaks(by, organisation):
        raise PermissionDenied
    begun = PledgeProposal.objects.filter(organisation=organisation, started_by=by, state=State.DRAFT, version=0)
    return begun.first() or PledgeProposal.objects.create(
        organisation=organisation, started_by=by, language=language, saved_at=at or timezone.now()
    )


@transaction.atomic
def proposal_save(*, proposal, typed, version, by, at=None):
    """Keep what was typed on that version. Raises NotEditable, NewerText, PermissionDenied."""
    proposal = hold_own(proposal, by)
    if not proposal.is_editable:
        raise NotEditable(proposal)
    there = own(proposal.typed)
    if there == typed:
        return proposal
    if proposal.version != version:
        raise NewerText(proposal)
    proposal.typed = proposal.typed | typed
    proposal.organisation = _leader(proposal, typed.get("organisation"), by)
    proposal.version += 1
    proposal.saved_at = at or timezone.now()
    proposal.save()
    return proposal


def _leader(proposal, code, by):
    """The organisation that was chosen to lead it, when this person speaks for it; else the one that did."""
    chosen = Representative.objects.current().filter(user=by, organisation__archived_at__isnull=True)
    row = chosen.filter(organisation__code=code or "").select_related("organisation").first()
    return row.organisation if row else proposal.organisation


def unconfirmed(proposal):
    """Codes of the partners who did not confirm the text as it is now."""
    digest = digest_of(proposal)
    said = {
        row.organisation.code
        for row in proposal.confirmations.select_related("organisation")
        if row.state == "confirmed" and row.digest == digest
    }
    return [code for code in proposal.typed.get("partners") or [] if code not in said]


@transaction.atomic
def proposal_submit(*, proposal, by, at=None):
    """Send it to the secretariat, once. Raises NotWhole, NotEditable, ValidationError, PermissionDenied."""
    at = at or timezone.now()
    proposal = hold_own(proposal, by)
    if proposal.state in (State.SUBMITTED, State.ACCEPTED):
        return proposal
    if proposal.state not in SENDABLE:
        raise NotEditable(proposal)
    promise = read(proposal.typed, organisation=proposal.organisation, on=timezone.localdate(at))
    if not promise.is_whole:
        raise NotWhole(promise.problems)
    if unconfirmed(proposal):
        raise ValidationError(_("Not every partner has confirmed this text yet."))
    proposal.state, proposal.digest = State.SUBMITTED, digest_of(proposal)
    proposal.submitted_by, proposal.submitted_at, proposal.language = by, at, promise.language
    proposal.decided_by = proposal.decided_at = None
    proposal.reason = ""
    proposal.save()
    return proposal


@transaction.atomic
def proposal_take_back(*, proposal, by):
    """Take it back from the secretariat, as long as it did not decide; what partners confirmed stays confirmed."""
    proposal = hold_own(proposal, by)
    if proposal.state != State.SUBMITTED:
        raise NotEditable(proposal)
    proposal.state = State.CONFIRMING if proposal.typed.get("partners") else State.DRAFT
    proposal.submitted_by = proposal.submitted_at = None
    proposal.save()
    return proposal


@transaction.atomic
def proposal_reopen(*, proposal, by):
    """Change a text that partners were asked about: what they confirmed counts only while no word changes."""
    proposal = hold_own(proposal, by)
    if proposal.state == State.CONFIRMING:
        proposal.state = State.DRAFT
        proposal.save()
    elif not proposal.is_editable:
        raise NotEditable(proposal)
    return proposal


@transaction.atomic
def proposal_drop(*, proposal, by):
    """Give it up; nobody is asked about it any more, and what was typed stays readable."""
    proposal = hold_own(proposal, by)
    if proposal.state not in SENDABLE:
        raise NotEditable(proposal)
    proposal.state = State.WITHDRAWN
    proposal.save()
    return proposal
