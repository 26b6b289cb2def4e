"""What can be erased of somebody, named in words: each contribution, each draft, or all."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Erasure
from consultations.services.erasing import contribution_erase, draft_erase

from .known import contributions_of, drafts_of

ALL = "all"


@dataclass(frozen=True)
class Part:
    """`key`: how the address of its page names it."""

    key: str
    words: str
    contribution: object = None
    draft: object = None


def parts_of(digest, language):
    """Everything of that address."""
    return [_of_contribution(one, language) for one in contributions_of(digest)] + [
        _of_draft(draft, language) for draft in drafts_of(digest)
    ]


def chosen(parts, key):
    """Those that the key names; an empty list for a key of nobody or of somebody else."""
    return parts if key == ALL else [part for part in parts if part.key == key]


@transaction.atomic
def erase(parts, at):
    """Erase them at the request of the person."""
    act = {"cause": Erasure.Cause.REQUEST, "at": at}
    for part in parts:
        if part.contribution:
            contribution_erase(contribution=part.contribution, **act)
        else:
            draft_erase(draft=part.draft, **act)


def _of_contribution(contribution, language):
    names = {"reference": contribution.reference, "consultation": contribution.consultation.name_in(language)}
    return Part(contribution.reference, _("%(reference)s, in “%(consultation)s”") % names, contribution=contribution)


def _of_draft(draft, language):
    name = {"consultation": draft.consultation.name_in(language)}
    return Part(str(draft.key), _("What you did not send, in “%(consultation)s”") % name, draft=draft)
