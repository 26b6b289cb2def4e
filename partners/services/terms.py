"""When somebody speaks for an organisation: beginning, role and end."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.dates import today
from core.languages import localized_name
from editorial.mails.post import after_commit
from partners.models import Organisation, Representative
from partners.signals import representation_ended
from partners.space import mails

Role = Representative.Role


def hold(organisation):
    """Let one act about the people of an organisation wait for the other, until the end of the transaction."""
    held = Organisation.objects.select_for_update(of=["self"]).get(pk=organisation.pk)
    if held.is_archived:
        raise ValidationError(_("This organisation is no longer in the register."))
    return held


def check_may_manage(organisation, by):
    """Raise PermissionDenied unless they administer it today or are of the secretariat; `by` is None for nobody."""
    if by is None or by.has_perm("partners.change_representative"):
        return
    if not _administrators(organisation).filter(user=by).exists():
        raise PermissionDenied


def is_last_administrator(representative):
    others = _administrators(representative.organisation).exclude(pk=representative.pk)
    return representative.is_administrator and not others.exists()


@transaction.atomic
def representative_add(*, organisation, user, role=Role.MEMBER, function="", language="", on=None):
    """Let this person speak for the organisation; who does already may become an administrator by it.

    `function` is in that `language`.
    """
    hold(organisation)
    found = Representative.objects.filter(organisation=organisation, user=user, until__isnull=True).first()
    if found:
        if role == Role.ADMINISTRATOR and not found.is_administrator:
            found.role = role
            found.save(update_fields=["role"])
        return found
    representative = Representative(organisation=organisation, user=user, role=role, since=on or today())
    if function and language:
        setattr(representative, localized_name("function", language), function)
    representative.full_clean()
    representative.save()
    return representative


@transaction.atomic
def representative_role(*, representative, role, by=None):
    """Give them another role; an organisation that has an administrator keeps one."""
    hold(representative.organisation)
    check_may_manage(representative.organisation, by)
    representative = _current(representative)
    if role != Role.ADMINISTRATOR and is_last_administrator(representative):
        raise ValidationError(_("Somebody has to administer the organisation: make a colleague administrator first."))
    representative.role = role
    representative.full_clean()
    representative.save(update_fields=["role"])
    return representative


@transaction.atomic
def representative_end(*, representative, on=None, by=None):
    """They speak for it no longer from that day (today in Brussels); ending it twice changes nothing.

    Where nobody administers the organisation then, the secretariat is told.
    """
    organisation = Organisation.objects.select_for_update(of=["self"]).get(pk=representative.organisation_id)
    if by is not None and by.pk != representative.user_id:
        check_may_manage(organisation, by)
    held = Representative.objects.select_for_update(of=["self"]).get(pk=representative.pk)
    if held.until:
        return held
    was_last = is_last_administrator(held)
    held.until = max(on or today(), held.since)
    held.full_clean(exclude=["user"])
    held.save(update_fields=["until"])
    representation_ended.send(sender=Representative, representative=held)
    if was_last and not organisation.is_archived:
        after_commit(mails.administrator_wanted, organisation)
    return held


def _administrators(organisation):
    return Representative.objects.current().administrators().filter(organisation=organisation)


def _current(representative):
    """The row as it is now. Raises ValidationError where it has ended meanwhile."""
    held = Representative.objects.select_for_update(of=["self"]).get(pk=representative.pk)
    if held.until:
        raise ValidationError(_("This person speaks for the organisation no longer."))
    return held
