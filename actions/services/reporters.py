"""Who of the organisations that make a pledge reports on it."""

from contextlib import suppress

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actions.models import Commitment, ContactPerson, Responsibility
from actions.pledging.theirs import heirs_of, speaks
from core.dates import today
from partners.models import Representative

from .contacts import responsibility_end, responsibility_give


def makers_of(commitment):
    """The organisations that make it, what they merged into instead: the one that leads it first."""
    partners = [row.organisation for row in commitment.co_owners.select_related("organisation")]
    return list(dict.fromkeys(heirs_of([commitment.organisation, *partners])))


def possible_reporters(commitment):
    """The people who speak today for an organisation that makes it, each once."""
    rows = Representative.objects.current().filter(organisation__in=makers_of(commitment))
    rows = rows.select_related("user", "organisation").order_by("organisation", "since", "pk")
    return list({row.user_id: row for row in reversed(rows)}.values())[::-1]


def current_reporters(commitment):
    """Who reports on it today."""
    rows = Responsibility.objects.open().filter(commitment=commitment, contact__erased_at__isnull=True)
    return rows.select_related("contact__user", "contact__organisation").order_by("since", "pk")


def contact_for(representative, language=""):
    """The contact person that this representative is in the log of reports, made when it is not there yet.

    Raises ValidationError where the address belongs to somebody else there.
    """
    user = representative.user
    contact = ContactPerson.objects.filter(user=user, erased_at__isnull=True).first()
    if contact:
        return contact
    same = ContactPerson.objects.filter(email__iexact=user.email, erased_at__isnull=True).first()
    if same and same.user_id:
        raise ValidationError(_("The address of this person belongs to another contact person. Ask the secretariat."))
    contact = same or ContactPerson(
        organisation=representative.organisation,
        name=user.get_full_name() or user.email,
        email=user.email,
        language=language or user.language,
    )
    if contact is not same or EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        contact.user = user
    contact.full_clean()
    contact.save()
    return contact


@transaction.atomic
def pledge_report_by(*, pledge, representatives, by):
    """Let these people, and no others who speak for its organisations, report on it from today on.

    `representatives`: of an organisation that makes it. Raises PermissionDenied unless `by` administers the one that
    leads it, ValidationError where nobody would be left.
    """
    commitment = Commitment.objects.select_for_update(of=["self"]).get(pk=pledge.commitment_id)
    if not speaks(by, commitment.organisation, administers=True):
        raise PermissionDenied
    possible = {row.user_id: row for row in possible_reporters(commitment)}
    chosen = {row.user_id for row in representatives}
    if chosen - possible.keys():
        raise ValidationError(_("This person does not speak for an organisation that makes the pledge."))
    _put(commitment, [possible[user] for user in possible if user in chosen])


def _put(commitment, rows):
    contacts = [contact_for(row) for row in rows]
    current = {row.contact_id: row for row in current_reporters(commitment)}
    stay = {contact.pk for contact in contacts}
    for contact_id, responsibility in current.items():
        if contact_id not in stay and responsibility.contact.user_id:
            responsibility_end(responsibility=responsibility, until=max(today(), responsibility.since))
    if not contacts and all(row.contact.user_id for row in current.values()):
        raise ValidationError(_("Choose at least one person: somebody has to report on it."))
    for contact in contacts:
        if contact.pk not in current:
            responsibility_give(commitment=commitment, contact=contact)


@transaction.atomic
def person_leaves(*, user, organisation):
    """Somebody speaks for an organisation no longer: of its pledges they report no more, unless they still may.

    Where nobody is left, the administrators of the organisation that leads it report.
    """
    contact = ContactPerson.objects.filter(user=user, erased_at__isnull=True).first()
    if contact is None:
        return
    pledges = Commitment.objects.for_organisation(organisation).filter(kind=Commitment.Kind.PLEDGE)
    for responsibility in Responsibility.objects.open().filter(contact=contact, commitment__in=pledges):
        commitment = responsibility.commitment
        if user.pk in {row.user_id for row in possible_reporters(commitment)}:
            continue
        responsibility_end(responsibility=responsibility, until=max(today(), responsibility.since))
        if not current_reporters(commitment).exists():
            leaders = Representative.objects.current().administrators().filter(organisation=makers_of(commitment)[0])
            for row in leaders.exclude(user=user).select_related("user", "organisation"):
                with suppress(ValidationError):  # whose address is another contact person's keeps nobody from leaving
                    responsibility_give(commitment=commitment, contact=contact_for(row))
