"""What will happen, in words and numbers, before somebody does it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models import OrganisationDomain

from . import moves
from .estates import estates

RENAME, MERGE, REORGANISE, LEAVE = "rename", "merge", "reorganise", "leave"


def of_rename(organisation, names, on):
    pages = organisation.pages.count()
    return [
        _("From %(day)s on it is named “%(name)s”. The name that it had stays known: readers see it, search finds it.")
        % {"day": _day(on), "name": " / ".join(dict.fromkeys(filter(None, names.values())))},
        *_counted(
            pages,
            ngettext(
                "%(number)s page gets a draft with the new title. Somebody has to publish it; its address stays.",
                "%(number)s pages get a draft with the new title. Somebody has to publish them; their addresses stay.",
                pages,
            ),
        ),
        _("What it promised and who speaks for it stay as they are."),
    ]


def of_merge(predecessor, successor, on):
    people = moves.representatives_of(predecessor, on).count()
    seats = moves.seats_of(predecessor, on).count()
    groups = moves.groups_of(predecessor).count()
    domains = OrganisationDomain.objects.filter(organisation=predecessor).count()
    parts = moves.parts_of(predecessor, successor).count()
    invitations = moves.invitations_of(predecessor).count()
    return [
        _("“%(old)s” ends on %(day)s. Its page stays, and says that it merged into “%(new)s”.")
        % {"old": predecessor, "new": successor, "day": _day(on)},
        *_counted(
            people,
            ngettext(
                "%(number)s person who speaks for it speaks for the successor, in the same role.",
                "%(number)s people who speak for it speak for the successor, in the same role.",
                people,
            ),
        ),
        *_counted(
            seats,
            ngettext(
                "%(number)s seat in a group ends; the successor takes it over.",
                "%(number)s seats in groups end; the successor takes them over.",
                seats,
            ),
        ),
        *_counted(
            groups,
            ngettext(
                "%(number)s group that it organises is organised by the successor.",
                "%(number)s groups that it organises are organised by the successor.",
                groups,
            ),
        ),
        *_counted(
            parts,
            ngettext(
                "%(number)s organisation that is part of it becomes part of the successor.",
                "%(number)s organisations that are part of it become part of the successor.",
                parts,
            ),
        ),
        *_counted(
            domains,
            ngettext(
                "%(number)s domain of e-mail addresses counts for the successor.",
                "%(number)s domains of e-mail addresses count for the successor.",
                domains,
            ),
        ),
        *_invitations(invitations),
        *_from_above(MERGE, predecessor, [successor]),
    ]


def of_reorganise(predecessor, successors, on):
    names = ", ".join(f"“{one}”" for one in successors)
    first = _("“%(old)s” ends on %(day)s. Its page stays, and says that these came after it: %(names)s.")
    return [
        first % {"old": predecessor, "day": _day(on), "names": names},
        *_ends(predecessor, on),
        *_from_above(REORGANISE, predecessor, successors),
    ]


def of_leave(organisation, on):
    first = _("“%(name)s” leaves on %(day)s. Its page stays, and says that it left.")
    return [
        first % {"name": organisation, "day": _day(on)},
        *_ends(organisation, on),
        *_from_above(LEAVE, organisation, []),
    ]


def _ends(organisation, on):
    people, seats = moves.representatives_of(organisation, on).count(), moves.seats_of(organisation, on).count()
    return [
        *_counted(
            people,
            ngettext(
                "%(number)s person speaks for it no longer from that day.",
                "%(number)s people speak for it no longer from that day.",
                people,
            ),
        ),
        *_counted(
            seats,
            ngettext(
                "%(number)s seat in a group ends that day.",
                "%(number)s seats in groups end that day.",
                seats,
            ),
        ),
        *_invitations(moves.invitations_of(organisation).count()),
    ]


def _invitations(number):
    return _counted(
        number,
        ngettext("%(number)s open invitation is withdrawn.", "%(number)s open invitations are withdrawn.", number),
    )


def _counted(number, sentence):
    return [sentence % {"number": number}] if number else []


def _from_above(act, organisation, successors):
    return [sentence for estate in estates() for sentence in estate.words(act, organisation, successors)]


def _day(day):
    return date_format(day, "DATE_FORMAT")
