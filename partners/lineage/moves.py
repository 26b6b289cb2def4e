"""What passes from an organisation to the one that it merged into: its people, seats, domains and parts."""

from django.db.models import Q
from django.utils import timezone

from core.languages import localized_names
from editorial.mails.post import silence
from partners.models import Group, Invitation, Membership, OrganisationDomain, ProfileSubmission, Representative
from partners.services.terms import representative_end

Role = Representative.Role


def open_on(rows, on):
    """Those that had not ended on that day."""
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on))


def representatives_of(organisation, on):
    return open_on(Representative.objects.filter(organisation=organisation), on)


def seats_of(organisation, on):
    return open_on(Membership.objects.filter(organisation=organisation), on)


def groups_of(organisation):
    """The groups that it organises and that go on."""
    return open_on(Group.objects.filter(organiser=organisation, archived_at__isnull=True), timezone.localdate())


def parts_of(organisation, successor):
    return organisation.parts.filter(archived_at__isnull=True).exclude(pk=successor.pk)


def invitations_of(organisation):
    return Invitation.objects.filter(organisation=organisation, accepted_at__isnull=True, withdrawn_at__isnull=True)


def take_over(*, predecessor, successor, on, by):
    """All of it, in the transaction of the merger."""
    representatives_move(predecessor, successor, on)
    seats_move(predecessor, successor, on)
    OrganisationDomain.objects.filter(organisation=predecessor).update(organisation=successor)
    for record in [*groups_of(predecessor), *parts_of(predecessor, successor)]:
        setattr(record, "organiser" if isinstance(record, Group) else "parent", successor)
        record.save()
        record.save_revision(user=by, clean=False)
    if successor.account_manager_id is None:
        successor.account_manager_id = predecessor.account_manager_id
    close_requests(predecessor)


def representatives_move(predecessor, successor, on):
    """They speak for the successor, in the role that they had; who did already has the higher of the two.

    Nobody is told that a representation ended, for they go on and keep what they report on.
    """
    there = {row.user_id: row for row in Representative.objects.filter(organisation=successor, until__isnull=True)}
    for row in representatives_of(predecessor, on).select_for_update(of=["self"]):
        _end(row, on)
        same = there.get(row.user_id)
        if row.user_id is None:
            continue
        if same is None:
            copied = {name: getattr(row, name) for name in ("role", "shown", *localized_names("function"))}
            there[row.user_id] = Representative.objects.create(
                user_id=row.user_id, organisation=successor, since=row.until, **copied
            )
        elif row.is_administrator and not same.is_administrator:
            same.role = Role.ADMINISTRATOR
            same.save(update_fields=["role"])


def representatives_end(organisation, on):
    """Each of them ends; apps above hear of it. Nobody looks for another administrator of what is no more."""
    with silence():
        for row in representatives_of(organisation, on):
            if row.until:  # it ends later than that day
                _end(row, on)
            else:
                representative_end(representative=row, on=on)


def seats_move(predecessor, successor, on):
    """Its seats end, and the successor sits there from then on, unless it did in that role."""
    for seat in seats_of(predecessor, on):
        _end(seat, on)
        same = {"group": seat.group_id, "role": seat.role, "person": seat.person}
        if not seats_of(successor, on).filter(**same).exists():
            Membership.objects.create(
                group_id=seat.group_id, organisation=successor, role=seat.role, person=seat.person, since=seat.until
            )


def seats_end(organisation, on):
    for seat in seats_of(organisation, on):
        _end(seat, on)


def close_requests(organisation):
    """Open invitations lead nowhere any more, and drafts of a profile are of nobody."""
    invitations_of(organisation).update(withdrawn_at=timezone.now(), email="")
    drafts = ProfileSubmission.objects.filter(organisation=organisation, state__in=["draft", "returned"])
    drafts.update(state=ProfileSubmission.State.WITHDRAWN)


def _end(row, on):
    row.until = max(on, row.since) if row.since else on
    row.save(update_fields=["until"])
