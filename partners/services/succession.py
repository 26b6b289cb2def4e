"""Organisations that merge, are reorganised or leave: nothing that they promised or said is lost."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from partners.lineage import estates, moves
from partners.lineage.journal import note
from partners.models import Organisation, Succession
from partners.moderation.kinds import kinds

from .days import check_day

Kind = Succession.Kind


@transaction.atomic
def organisations_merge(*, predecessor, successor, on, by):
    """Let one organisation go on in another, which answers for all that it promised, under the name that it had."""
    predecessor, successor = _hold(predecessor, successor)
    succession = _succeed(predecessor, successor, Kind.MERGED, on)
    moves.take_over(predecessor=predecessor, successor=successor, on=on, by=by)
    for estate in estates.estates():
        if estate.merge:
            estate.merge(predecessor=predecessor, successor=successor, on=on, by=by)
    _leave(predecessor, on, by)
    _keep(successor, by)
    note(predecessor, "partners.merged", by, successor=successor.code)
    note(successor, "partners.took_over", by, predecessor=predecessor.code)
    return succession


@transaction.atomic
def organisation_reorganise(*, predecessor, successors, on, by, handed=None):
    """Let several organisations, or one of another kind, come after it.

    `handed`: {what can be handed over: who answers for it}, of `partners.lineage.estates.things_of`.
    """
    if not successors:
        raise ValidationError({"successors": _("Choose at least one organisation that comes after it.")})
    predecessor, *successors = _hold(predecessor, *successors)
    rows = [_succeed(predecessor, successor, Kind.REORGANISED, on) for successor in successors]
    _part(predecessor, on)
    # Once its people have ended: who goes on reporting, for a successor, begins anew.
    estates.hand_over(organisation=predecessor, chosen=handed or {}, successors=successors, on=on, by=by)
    _leave(predecessor, on, by)
    note(predecessor, "partners.reorganised", by, successors=[one.code for one in successors])
    for successor in successors:
        _keep(successor, by)
        note(successor, "partners.came_from", by, predecessor=predecessor.code)
    return rows


@transaction.atomic
def organisation_leave(*, organisation, on, by):
    """Let it leave: its people and seats end, and what it promised stays public under its name."""
    (organisation,) = _hold(organisation)
    check_day(organisation, on)
    if organisation.left_on:
        raise ValidationError(_("“%(name)s” has left already.") % {"name": organisation})
    _check_requests(organisation)
    _part(organisation, on)
    _leave(organisation, on, by)
    note(organisation, "partners.left", by)
    return organisation


def _hold(*organisations):
    """Locked, in the order of their keys so that two acts never wait for each other; returned in the order given."""
    keys = [organisation.pk for organisation in organisations]
    rows = Organisation.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk")
    held = {row.pk: row for row in rows}
    return [held[key] for key in keys]


def _succeed(predecessor, successor, kind, on):
    check_day(predecessor, on)
    field = "successor" if kind == Kind.MERGED else "successors"
    _check(predecessor, successor, kind, field)
    succession = Succession(predecessor=predecessor, successor=successor, kind=kind, on=on)
    try:
        with transaction.atomic():
            succession.full_clean()
            succession.save()
    except IntegrityError as error:
        raise ValidationError(
            {field: _("Somebody else recorded something about these organisations just now.")}
        ) from error
    return succession


def _check(predecessor, successor, kind, field):
    if predecessor.pk == successor.pk:
        raise ValidationError({field: _("Choose another organisation.")})
    before = predecessor.successions.select_related("successor")
    if ended := before.first() if kind == Kind.MERGED else before.filter(kind=Kind.MERGED).first():
        message = _("“%(name)s” has ended already: “%(successor)s” came after it.")
        raise ValidationError(message % {"name": predecessor, "successor": ended.successor})
    if successor.is_archived:
        raise ValidationError({field: _("“%(name)s” is archived.") % {"name": successor}})
    if after := successor.successions.select_related("successor").first():
        message = _("“%(name)s” has ended itself: “%(successor)s” came after it. Choose that one.")
        raise ValidationError({field: message % {"name": successor, "successor": after.successor}})
    if successor.left_on:
        raise ValidationError({field: _("“%(name)s” has left the partnership.") % {"name": successor}})
    _check_requests(predecessor)


def _check_requests(organisation):
    """What waits is decided first: accepted afterwards, it would be about an organisation that is no more."""
    number = sum(
        kind.model.objects.filter(kind.concerns([organisation.pk]), state="submitted").values("pk").distinct().count()
        for kind in kinds()
    )
    if number:
        message = _("Requests of “%(name)s” wait for a decision (%(number)s). Decide on them first.")
        raise ValidationError(message % {"name": organisation, "number": number})


def _part(organisation, on):
    moves.representatives_end(organisation, on)
    moves.seats_end(organisation, on)
    moves.close_requests(organisation)


def _leave(organisation, on, by):
    organisation.left_on = organisation.left_on or on
    _keep(organisation, by)


def _keep(organisation, by):
    organisation.full_clean()
    organisation.save()
    organisation.save_revision(user=by)
