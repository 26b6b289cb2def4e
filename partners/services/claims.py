"""Claims: somebody says that they speak for an organisation, and is believed, asked about, or answered."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import localized_names
from core.validators import normalise_enterprise_number
from editorial.mails.post import after_commit
from partners.evidence import is_administered, is_proved
from partners.models import Claim, Representative
from partners.space import mails

from .newcomers import organisation_of
from .terms import Role, hold, representative_add

MOST_OPEN = 5
"""So many claims of one person can wait at the same time."""

State, Proof = Claim.State, Claim.Proof


@transaction.atomic
def claim_submit(*, user, organisation, typed, language, at=None):
    """Ask to speak for the organisation; without one, for the new organisation that `typed` describes.

    Accepted at once when an e-mail address proves it and nobody administers the organisation yet. Sent twice, it is
    one claim. `typed` holds function, motivation and, of a new one: name_<language>, enterprise_number, kind, website.
    """
    get_user_model().objects.select_for_update(of=["self"]).get(pk=user.pk)
    if organisation:
        organisation = hold(organisation)
    if same := _same(user, organisation, typed):
        return same
    if organisation and Representative.objects.filter(user=user, organisation=organisation, until=None).exists():
        raise ValidationError(_("You speak for this organisation already."))
    if Claim.objects.filter(submitted_by=user, state=State.SUBMITTED).count() >= MOST_OPEN:
        raise ValidationError(_("Too many of your claims wait for an answer. Wait for it, or withdraw one."))
    claim = Claim(organisation=organisation, typed=typed, language=language, state=State.SUBMITTED)
    claim.submitted_by, claim.submitted_at = user, at or timezone.now()
    claim.full_clean(exclude=["typed"])
    claim.save()
    if organisation and is_administered(organisation):
        after_commit(mails.colleague_asks, claim)
    elif organisation and is_proved(user, organisation):
        return _accept(claim, Proof.DOMAIN, Role.ADMINISTRATOR, at=at)
    return claim


@transaction.atomic
def claim_accept(*, claim, by, reason="", role=None, at=None):
    """Believe them: a new organisation gets its record and draft pages, not public.

    Its administrators make a colleague of them, the secretariat an administrator, unless `role` says otherwise.
    """
    claim, proof = _to_decide(claim, by)
    usual = Role.MEMBER if proof == Proof.PEOPLE else Role.ADMINISTRATOR
    return _accept(claim, proof, role or usual, by=by, reason=reason, at=at)


@transaction.atomic
def claim_return(*, claim, by, reason, at=None):
    """Send it back, with the reason that the person reads."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the person reads it.")})
    claim, proof = _to_decide(claim, by)
    return _decided(claim, State.RETURNED, proof, by, reason, at)


@transaction.atomic
def claim_withdraw(*, claim, by):
    """Take back one's own claim that nobody decided on."""
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if claim.submitted_by_id != by.pk:
        raise PermissionDenied
    if claim.state == State.SUBMITTED:
        claim.state = State.WITHDRAWN
        claim.save(update_fields=["state"])
    return claim


def _same(user, organisation, typed):
    """What was sent already and still holds."""
    claims = Claim.objects.filter(submitted_by=user)
    if organisation:
        theirs = claims.filter(organisation=organisation)
        accepted = theirs.filter(state=State.ACCEPTED, representative__until__isnull=True, representative__user=user)
        return theirs.filter(state=State.SUBMITTED).first() or accepted.first()
    waiting = claims.filter(state=State.SUBMITTED, organisation__isnull=True)
    return next((claim for claim in waiting if _identity(claim.typed) == _identity(typed)), None)


def _identity(typed):
    """What makes it the same new organisation: its number, else its names."""
    number = normalise_enterprise_number(typed.get("enterprise_number"))
    return number or tuple(typed.get(name, "").casefold() for name in localized_names("name"))


def _to_decide(claim, by):
    """The claim, locked, and by what right it is decided on. Raises PermissionDenied or ValidationError."""
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if claim.submitted_by_id is None:
        raise ValidationError(_("Whoever sent this has left the site."))
    if claim.submitted_by_id == by.pk:
        raise PermissionDenied
    if claim.state != State.SUBMITTED:
        raise ValidationError(_("This claim was decided on meanwhile."))
    colleagues = Representative.objects.current().administrators().filter(organisation=claim.organisation, user=by)
    if claim.organisation_id and colleagues.exists():
        return claim, Proof.PEOPLE
    if by.has_perm("partners.moderate_claim"):
        return claim, Proof.SECRETARIAT
    raise PermissionDenied


def _accept(claim, proof, role, *, by=None, reason="", at=None):
    organisation = claim.organisation or organisation_of(claim, by)
    representative = representative_add(
        organisation=organisation,
        user=claim.submitted_by,
        role=role,
        function=claim.typed.get("function", ""),
        language=claim.language,
    )
    claim.organisation, claim.proof = organisation, proof
    if not Claim.objects.filter(representative=representative).exists():
        claim.representative = representative
    return _decided(claim, State.ACCEPTED, proof, by, reason, at)


def _decided(claim, state, proof, by, reason, at):
    claim.state, claim.decided_by, claim.reason = state, by, reason.strip()
    claim.decided_at = at or timezone.now()
    claim.full_clean(exclude=["typed"])
    claim.save()
    after_commit(mails.claim_answered, claim, by_colleague=proof == Proof.PEOPLE)
    return claim
