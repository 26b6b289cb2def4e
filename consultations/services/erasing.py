"""Erasing personal data: each time a row that nobody can change, and a line in the ledger outside the database.

The ledger is written last, inside the transaction: where it cannot be written nothing is erased, and where the machine
stops between the two it says too much rather than too little. A second erasure finds nothing and records nothing.
"""

from django.db import transaction
from django.utils import timezone

from consultations.models import Contribution, Draft, Erasure

from .emptying import (
    drop_drafts,
    empty_contributions,
    empty_identities,
    holding_identity,
    holding_words,
    private_questions,
)
from .ledger import ledger_write

What = Erasure.What


def identity_erase(*, contribution, **act):
    """Erase who sent it, and the answers that are personal by nature; whether there was anything.

    `act` is `cause`, and `by` and `at` where they are known.
    """
    return _erase_one(What.IDENTITY, contribution, act)


def contribution_erase(*, contribution, **act):
    """Erase also every written word and document; whether there was anything. What was chosen stays counted."""
    return _erase_one(What.CONTRIBUTION, contribution, act)


def _erase_one(what, contribution, act):
    consultation = contribution.consultation
    return bool(contributions_erase(what=what, consultation=consultation, pks=[contribution.pk], **act))


def draft_erase(*, draft, cause, by=None, at=None):
    """Erase what was never sent; whether it was still there."""
    return bool(drafts_erase(consultation=draft.consultation, pks=[draft.pk], cause=cause, by=by, at=at))


@transaction.atomic
def contributions_erase(*, what, consultation, pks, cause, by=None, at=None):
    """The same for some contributions of one consultation; returns the references of those that held anything."""
    at = at or timezone.now()
    private = private_questions(consultation)
    held = dict(contributions_holding(what, lock(consultation, pks), private).values_list("pk", "reference"))
    if what == What.IDENTITY:
        empty_identities(list(held), private)
    else:
        empty_contributions(list(held), private, at)
    _record(what, list(held.values()), cause, by, at)
    return list(held.values())


def contributions_holding(what, contributions, private):
    """Those that still hold what such an erasure takes out."""
    return contributions.filter((holding_identity if what == What.IDENTITY else holding_words)(private))


def lock(consultation, pks):
    """These contributions, for this transaction alone."""
    contributions = Contribution.objects.filter(consultation=consultation, pk__in=pks)
    list(contributions.select_for_update().order_by("pk").values_list("pk"))
    return contributions


@transaction.atomic
def drafts_erase(*, consultation, pks, cause, by=None, at=None):
    """The same for drafts that were not sent; returns their keys."""
    unsent = Draft.objects.select_for_update(of=["self"]).filter(
        pk__in=pks, consultation=consultation, sent_at__isnull=True
    )
    keys = {draft.pk: str(draft.key) for draft in unsent.order_by("pk")}
    drop_drafts(Draft.objects.filter(pk__in=keys))
    _record(What.DRAFT, list(keys.values()), cause, by, at or timezone.now())
    return list(keys.values())


def _record(what, subjects, cause, by, at):
    if not subjects:
        return
    Erasure.objects.bulk_create(Erasure(what=what, subject=subject, cause=cause, by=by, at=at) for subject in subjects)
    ledger_write({"what": what.value, "subject": subject, "cause": str(cause), "at": at} for subject in subjects)
