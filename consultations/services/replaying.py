"""After a backup was restored: erase again what was erased since it was made."""

from collections import Counter
from itertools import islice

from django.db import transaction
from django.db.models import Q

from consultations.models import Contribution, Draft, Erasure

from .emptying import drop_drafts, empty_contributions, empty_identities, private_questions
from .erasing import contributions_holding, lock
from .ledger import ledger_read

BATCH = 200
UNREADABLE = "unreadable"


def replay(*, dry_run=False):
    """Apply every line of the ledger again; returns a Counter: {what: how many}, with the lines that are UNREADABLE.

    Nothing that came in after its line is touched. The lines are in the ledger already, so none is added.
    """
    counts, lines = Counter(), ledger_read()
    while entries := list(islice(lines, BATCH)):
        counts[UNREADABLE] += entries.count(None)
        with transaction.atomic():
            counts += _replay([entry for entry in entries if entry])
            transaction.set_rollback(dry_run)
    return counts


def _replay(entries):
    counts = Counter()
    for what in Erasure.What:
        latest = {}
        for entry in entries:
            if entry["what"] == what and entry["at"] >= latest.get(entry["subject"], entry)["at"]:
                latest[entry["subject"]] = entry
        counts[what.value] = _drafts(latest) if what == Erasure.What.DRAFT else _contributions(what, latest)
        _record_again(what, latest)
    return counts


def _drafts(latest):
    drafts = Draft.objects.filter(_among("key", latest), sent_at__isnull=True)
    pks = [draft.pk for draft in drafts if draft.saved_at <= latest[str(draft.key)]["at"]]
    drop_drafts(Draft.objects.filter(pk__in=pks))
    return len(pks)


def _contributions(what, latest):
    found = Contribution.objects.filter(_among("reference", latest)).select_related("consultation")
    per_consultation = {}
    for contribution in found:
        if contribution.sent_at <= latest[contribution.reference]["at"]:
            per_consultation.setdefault(contribution.consultation, []).append(contribution.pk)
    return sum(
        _empty_again(what, consultation, pks, latest) for consultation, pks in per_consultation.items()
    )  # fmt: skip


def _empty_again(what, consultation, pks, latest):
    private = private_questions(consultation)
    held = dict(contributions_holding(what, lock(consultation, pks), private).values_list("pk", "reference"))
    if what == Erasure.What.IDENTITY:
        empty_identities(list(held), private)
    for pk, reference in held.items() if what == Erasure.What.CONTRIBUTION else ():
        empty_contributions([pk], private, latest[reference]["at"])
    return len(held)


def _record_again(what, latest):
    """The log of erasures in the database was set back too."""
    known = set(Erasure.objects.filter(_among("subject", latest), what=what).values_list("subject", "at"))
    Erasure.objects.bulk_create(
        Erasure(what=what, subject=subject, cause=entry["cause"], at=entry["at"])
        for subject, entry in latest.items()
        if (subject, entry["at"]) not in known
    )


def _among(name, latest):
    return Q(**{f"{name}__in": list(latest)})
