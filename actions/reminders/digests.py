"""What each person is told in one run."""

import hashlib
from dataclasses import dataclass, field

from actions.models import Commitment, Reminder

from .due import Due, Kind, due_of, to_report
from .readers import Coordinators, Told, contacts_of


@dataclass(frozen=True)
class Entry:
    """One commitment in a digest: what is said of it, and the row of the log that keeps it from being said twice."""

    due: Due
    kind: str
    about: object
    asked_of: tuple = ()
    is_own: bool = True

    @property
    def is_orphan(self):
        """Whether nobody reports on the commitment."""
        return not self.is_own and self.kind != Kind.ESCALATED


@dataclass
class Digest:
    """One mail: to a contact person, to a coordinator, or to somebody who is both."""

    contact: object = None
    user: object = None
    entries: list = field(default_factory=list)

    @property
    def person(self):
        return self.contact or self.user

    @property
    def language(self):
        return self.user.language if self.user else self.contact.language

    @property
    def key(self):
        """The same for the same news to the same person: a mail that leaves a second time is known by it."""
        news = sorted(
            f"{entry.due.commitment.pk}/{entry.kind}/{entry.about}/{int(entry.is_own)}" for entry in self.entries
        )
        people = [f"{name} {person.pk}" for name, person in (("c", self.contact), ("u", self.user)) if person]
        return hashlib.sha256("\n".join([*people, *news]).encode()).hexdigest()[:40]

    def rows(self, at):
        """The rows of the log, unsaved."""
        return [
            Reminder(
                commitment=entry.due.commitment,
                kind=entry.kind,
                about=entry.about,
                contact=self.contact if entry.is_own else None,
                user=None if entry.is_own else self.user,
                sent_at=at,
            )
            for entry in self.entries
        ]


@dataclass
class Round:
    """Everything that is to be told on a day, and the commitments of which there is nobody to tell."""

    digests: list
    unheard: list


def round_of(on):
    """What is to be told on that day, in as many queries for one commitment as for all."""
    dues = [due for due in map(due_of, to_report(on)) if on >= due.announced_on]
    commitments = Commitment.objects.filter(pk__in=[due.commitment.pk for due in dues]).order_by()
    contacts, coordinators, told = contacts_of(commitments, on), Coordinators(), Told(commitments)
    to_contacts, to_users, unheard = {}, {}, []
    for due in dues:
        people = contacts.get(due.commitment.pk, [])
        for contact in people:
            step = due.step(on, told.to_contact(contact, due.commitment))
            _add(to_contacts, Digest(contact=contact), step and Entry(due, *step))
        users = coordinators.of(due.commitment.organisation)
        for user in users:
            known = told.to_user(user, due.commitment)
            step = due.escalation(on, known) if people else due.step(on, known)
            _add(to_users, Digest(user=user), step and Entry(due, *step, asked_of=tuple(people), is_own=False))
        if not users and (not people or on >= due.escalates_on):
            unheard.append(due.commitment)
    return Round(_one_each(list(to_contacts.values()), list(to_users.values())), unheard)


def _add(digests, empty, entry):
    if entry:
        digests.setdefault(empty.person.pk, empty).entries.append(entry)


def _one_each(to_contacts, to_users):
    """The digests, those of a coordinator who is a contact person as well made one."""
    known = {}
    for digest in to_contacts:
        known[digest.contact.email.casefold()] = digest
        known[digest.contact.user_id or digest.contact.email.casefold()] = digest
    alone = []
    for digest in to_users:
        same = known.get(digest.user.pk) or known.get(digest.user.email.casefold())
        if same and same.user is None:
            same.user = digest.user
            same.entries += digest.entries
        else:
            alone.append(digest)
    return to_contacts + alone
