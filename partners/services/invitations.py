"""Invitations: a secret link by mail, for one address, for two weeks, and once."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.evidence import is_known_to, person_with
from partners.models import Invitation, Representative
from partners.space import mails

from .terms import check_may_manage, hold, representative_add

LASTS = timedelta(days=14)
MOST_OPEN = 20
MOST_PER_HOUR = 10

UNKNOWN = gettext_lazy("This link is not complete or not right. Copy it whole from the mail.")
OVER = gettext_lazy("This invitation has expired, was withdrawn or was used before. Ask for a new one.")
NOT_YOURS = gettext_lazy(
    "This invitation was sent to an e-mail address that is not one of yours. Add that address to your account and "
    "confirm it, or ask for an invitation to the address with which you log in."
)


class InvitationRefused(Exception):
    """`message`: why, in words."""

    def __init__(self, message):
        super().__init__(str(message))
        self.message = message


def digest_of(secret):
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def invitation_send(*, organisation, email, role, language, by, at=None):
    """Invite whoever reads that address. Raises ValidationError with the reason, also when no mail could be sent."""
    at, email = at or timezone.now(), email.strip().lower()
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        organisation = hold(organisation)
        check_may_manage(organisation, by)
        invitations_forget(at=at)
        _check(organisation, email, at)
        invitation = Invitation(
            organisation=organisation,
            email=email,
            role=role,
            language=language,
            digest=digest_of(secret),
            invited_by=by,
            made_at=at,
            expires_at=at + LASTS,
        )
        invitation.full_clean()
        invitation.save()
    if not mails.invite(invitation, secret):
        invitation.delete()
        raise ValidationError(_("The mail could not be sent. Try again in some minutes."))
    return invitation


def invitation_with(*, secret, at=None):
    """The open invitation with that secret. Raises InvitationRefused."""
    found = Invitation.objects.select_related("organisation").filter(digest=digest_of(secret)).first()
    if found is None:
        raise InvitationRefused(UNKNOWN)
    _check_open(found, at)
    return found


def invitations_for(user, at=None):
    """The open invitations to the addresses that this person confirmed."""
    from allauth.account.models import EmailAddress

    theirs = EmailAddress.objects.filter(user=user, verified=True).values("email")
    rows = Invitation.objects.open(at).filter(organisation__archived_at__isnull=True, email__in=theirs)
    return rows.select_related("organisation")


@transaction.atomic
def invitation_accept(*, invitation, user, at=None):
    """This person speaks for the organisation from now on; the address is forgotten. Raises InvitationRefused."""
    hold(invitation.organisation)
    held = _theirs(invitation, user, at)
    representative = representative_add(organisation=held.organisation, user=user, role=held.role)
    held.accepted_at, held.email = at or timezone.now(), ""
    if not Invitation.objects.filter(representative=representative).exists():
        held.representative = representative
    held.save()
    return representative


@transaction.atomic
def invitation_decline(*, invitation, user, at=None):
    """This person does not want to. Raises InvitationRefused."""
    return _withdraw(_theirs(invitation, user, at), at)


@transaction.atomic
def invitation_withdraw(*, invitation, by, at=None):
    """The link opens nothing any more; what was accepted stays."""
    hold(invitation.organisation)
    check_may_manage(invitation.organisation, by)
    held = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    return held if held.accepted_at or held.withdrawn_at else _withdraw(held, at)


def invitations_forget(*, at=None):
    """Empty the addresses of invitations that have expired; return how many."""
    over = Invitation.objects.filter(accepted_at__isnull=True, expires_at__lte=at or timezone.now())
    return over.exclude(email="").update(email="")


def _theirs(invitation, user, at):
    held = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    _check_open(held, at)
    if not user.is_active or not is_known_to(user, held.email):
        raise InvitationRefused(NOT_YOURS)
    return held


def _check_open(invitation, at):
    is_over = invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= (at or timezone.now())
    if is_over or invitation.organisation.is_archived:
        raise InvitationRefused(OVER)


def _check(organisation, email, at):
    theirs = Invitation.objects.filter(organisation=organisation)
    person = person_with(email)
    if person and Representative.objects.filter(organisation=organisation, user=person, until=None).exists():
        raise ValidationError({"email": _("Whoever has this address speaks for the organisation already.")})
    if theirs.open(at).filter(email__iexact=email).exists():
        message = _("This person was invited already. Withdraw that invitation first to send another one.")
        raise ValidationError({"email": message})
    if theirs.open(at).count() >= MOST_OPEN:
        raise ValidationError(_("Too many invitations are open. Withdraw one, or wait until they are answered."))
    if theirs.filter(made_at__gt=at - timedelta(hours=1)).count() >= MOST_PER_HOUR:
        raise ValidationError(_("Too many invitations were sent in the last hour. Try again later."))


def _withdraw(held, at):
    held.withdrawn_at, held.email = at or timezone.now(), ""
    held.save()
    return held
