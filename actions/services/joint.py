"""A pledge that several organisations make together: each of them is asked about the very text."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import JointConfirmation
from actions.pledging import mails
from actions.pledging.promise import read
from actions.pledging.theirs import speaks
from actions.pledging.tidy import tidy

from .proposals import SENDABLE, NotEditable, NotWhole, State, digest_of, hold, hold_own, unconfirmed

LONGEST_WORDS = 1000

Answer = JointConfirmation.State


class NobodyThere(ValidationError):
    """Of these partners nobody is on the platform yet: `organisations`."""

    def __init__(self, organisations):
        super().__init__(
            _("Of a partner nobody speaks on this platform yet. Invite them first, or take that partner out.")
        )
        self.organisations = organisations


def proposal_ask(*, proposal, by, at=None):
    """Put the text to the partners. Raises NotWhole, NotEditable, NobodyThere, ValidationError, PermissionDenied.

    Who confirmed this very text before is not asked again; of a partner without anybody the secretariat is told, once.
    """
    missing, proposal = _ask(proposal, by, at or timezone.now())
    if missing:
        raise NobodyThere(missing)
    return proposal


@transaction.atomic
def _ask(proposal, by, at):
    proposal = hold_own(proposal, by)
    if proposal.state == State.CONFIRMING:
        return [], proposal
    if proposal.state not in SENDABLE:
        raise NotEditable(proposal)
    promise = read(proposal.typed, organisation=proposal.organisation, on=timezone.localdate(at))
    if not promise.is_whole:
        raise NotWhole(promise.problems)
    partners = promise.named.partners
    if not partners:
        raise ValidationError(_("There is no partner to ask: send the pledge to the secretariat."))
    missing = [partner for partner in partners if not partner.has_people]
    if missing:
        _note(proposal, missing)
        return missing, proposal
    proposal.digest = digest_of(proposal)
    proposal.confirmations.exclude(organisation__in=partners).delete()
    asked = [partner for partner in partners if _is_to_be_asked(proposal, partner)]
    proposal.state = State.CONFIRMING
    proposal.save()
    mails.asked(proposal, asked)
    return [], proposal


def _is_to_be_asked(proposal, partner):
    row, is_new = JointConfirmation.objects.get_or_create(
        proposal=proposal, organisation=partner, defaults={"digest": proposal.digest}
    )
    if not is_new and row.digest == proposal.digest and row.state != Answer.DECLINED:
        return False
    row.state, row.digest, row.answered_by, row.answered_at = Answer.ASKED, proposal.digest, None, None
    row.save()
    _say(proposal, partner, "")
    return True


def _note(proposal, missing):
    """Tell the secretariat of partners without anybody, each once."""
    noted = proposal.typed.get("noted") or []
    new = [partner for partner in missing if partner.code not in noted]
    if new:
        proposal.typed["noted"] = [*noted, *(partner.code for partner in new)]
        proposal.save(update_fields=["typed"])
        mails.nobody_there(proposal, new)


def _say(proposal, organisation, words):
    """Keep what a partner said; empty words take it away."""
    said = (proposal.typed.get("said") or {}) | {organisation.code: words}
    proposal.typed["said"] = {code: text for code, text in said.items() if text}


@transaction.atomic
def proposal_answer(*, proposal, organisation, confirms, digest, by, words="", at=None):
    """What a partner says of the text with that digest; until it is sent they can say otherwise.

    Raises NotEditable where it is not asked any more, ValidationError, PermissionDenied.
    """
    proposal = hold(proposal)
    row = proposal.confirmations.select_for_update(of=["self"]).filter(organisation=organisation).first()
    if row is None or not speaks(by, organisation, administers=True):
        raise PermissionDenied
    if proposal.state != State.CONFIRMING:
        raise NotEditable(proposal)
    if digest != proposal.digest:
        raise ValidationError({"digest": _("The text changed since you opened this page. Read it again.")})
    words = "" if confirms else tidy(words, longest=LONGEST_WORDS)
    if not confirms and not words:
        raise ValidationError({"words": _("Say in a few words why, so that they know what to change.")})
    state = Answer.CONFIRMED if confirms else Answer.DECLINED
    if row.state == state:
        return row
    row.state, row.digest, row.answered_by, row.answered_at = state, digest, by, at or timezone.now()
    row.save()
    _say(proposal, organisation, words)
    proposal.save(update_fields=["typed"])
    mails.answered(proposal, organisation, confirms, words, is_last=not unconfirmed(proposal))
    return row


@transaction.atomic
def proposal_take_out(*, proposal, organisation, by):
    """Go on without that partner; the others are not asked again. Raises NotEditable, PermissionDenied."""
    proposal = hold_own(proposal, by)
    if proposal.state not in SENDABLE:
        raise NotEditable(proposal)
    partners = proposal.typed.get("partners") or []
    if organisation.code in partners:
        proposal.typed["partners"] = [code for code in partners if code != organisation.code]
        proposal.version += 1
        _say(proposal, organisation, "")
        proposal.save()
    proposal.confirmations.filter(organisation=organisation).delete()
    return proposal
