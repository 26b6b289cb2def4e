"""What has been kept long enough: whose day has passed, per consultation."""

from datetime import timedelta

from django.db.models import Q

from consultations.models import Contribution, Draft, Erasure
from consultations.models.consultations import start_of
from core.dates import day_of

from .emptying import holding_identity, holding_words, private_questions
from .erasing import contributions_erase, drafts_erase
from .identities import keep_until

BATCH = 200
"""So many at a time: each time a transaction of its own, so that a run that stops half-way loses nothing."""


def drafts_due(consultation, at):
    """What was never sent, once it can be sent no longer and its days are over.

    Where there is no last day, or what came in on paper is entered after it, the days count from the last saving.
    """
    unsent = Draft.objects.filter(consultation=consultation, sent_at__isnull=True)
    days = timedelta(days=consultation.keep_unsent_days)
    idle = Q(saved_at__lt=at - max(days, timedelta(days=1)))
    if consultation.last_day is None:
        return unsent.filter(idle)
    ends_at = max(start_of(consultation.last_day + days + timedelta(days=1)), consultation.grace_ends_at)
    return unsent.filter(Q(started_at__lt=consultation.closes_at) | idle) if at >= ends_at else unsent.none()


def withdrawn_due(consultation, at):
    """What was withdrawn so many days ago."""
    before = at - timedelta(days=consultation.keep_withdrawn_days)
    withdrawn = Contribution.objects.filter(
        consultation=consultation, state=Contribution.State.WITHDRAWN, withdrawn_at__lt=before
    )
    return withdrawn.filter(holding_words(private_questions(consultation)))


def unconfirmed_due(consultation, at):
    """What its sender never confirmed, when the identities go: it counts nowhere, so its words go with them."""
    unconfirmed = Contribution.objects.filter(consultation=consultation, state=Contribution.State.UNCONFIRMED)
    if not _identities_are_due(consultation, at):
        return unconfirmed.none()
    return unconfirmed.filter(holding_words(private_questions(consultation)))


def identities_due(consultation, at):
    """Those of which the last day has passed on which it is kept who sent them."""
    sent = Contribution.objects.filter(consultation=consultation).exclude(state=Contribution.State.UNCONFIRMED)
    if not _identities_are_due(consultation, at):
        return sent.none()
    return sent.filter(holding_identity(private_questions(consultation)))


def _identities_are_due(consultation, at):
    day = keep_until(consultation)
    return day is not None and day_of(at) > day


DUE = {
    "drafts": drafts_due,
    "withdrawn": withdrawn_due,
    "unconfirmed": unconfirmed_due,
    "identities": identities_due,
}
"""{name: (consultation, at) -> those whose day has passed}"""


def clean_consultation(consultation, at):
    """Erase what is due in one consultation: {name: how many}; a second run finds nothing."""
    return {name: _erase(name, consultation, at) for name in DUE}


def count_due(consultation, at):
    """What that would erase: {name: how many}."""
    return {name: due(consultation, at).count() for name, due in DUE.items()}


def _erase(name, consultation, at):
    what = Erasure.What.IDENTITY if name == "identities" else Erasure.What.CONTRIBUTION
    act = {"consultation": consultation, "cause": Erasure.Cause.RETENTION, "at": at}
    erased, last = 0, 0
    due = DUE[name](consultation, at).order_by("pk")
    while pks := list(due.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        erased += len(
            drafts_erase(pks=pks, **act) if name == "drafts" else contributions_erase(what=what, pks=pks, **act)
        )
        last = pks[-1]
    return erased
