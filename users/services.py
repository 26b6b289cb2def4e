"""The end of an account: at once, for good, and again after a restore."""

from collections import Counter

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from core.ledger import ledger_read, ledger_write, register

from .farewell import farewell_to
from .personal import keepers

ACCOUNT, UNREADABLE = "account", "unreadable"


def _number(subject):
    if not (isinstance(subject, str) and subject.isdecimal() and len(subject) < 19):
        raise ValueError(subject)


register(ACCOUNT, _number)


def may_leave(user):
    """Who works in the administration leaves it first: their name stands behind what they approved."""
    return not user.has_perm("wagtailadmin.access_admin")


@transaction.atomic
def account_erase(*, user, at=None, cause="request"):
    """Forget who this person is, everywhere, and tell them once; whether there was anything to forget.

    The row stays without a name, for what it stands behind. Raises OSError where the ledger cannot be written: then
    nothing is erased.
    """
    at = at or timezone.now()
    user = get_user_model().objects.select_for_update(of=["self"]).get(pk=user.pk)
    if is_erased(user):
        return False
    letter = farewell_to(user)
    _forget(user, at)
    ledger_write([{"what": ACCOUNT, "subject": str(user.pk), "cause": cause, "at": at}])
    transaction.on_commit(letter, robust=True)
    return True


def accounts_replay(*, dry_run=False):
    """Erase again what the ledger says, unless somebody came later; returns a Counter, with UNREADABLE."""
    counts = Counter()
    with transaction.atomic():
        for entry in ledger_read([ACCOUNT]):
            if entry is None:
                counts[UNREADABLE] += 1
                continue
            users = get_user_model().objects.filter(pk=int(entry["subject"]), date_joined__lte=entry["at"])
            for user in users:
                if not is_erased(user):
                    _forget(user, entry["at"])
                    counts[ACCOUNT] += 1
        transaction.set_rollback(dry_run)
    return counts


def accounts_clean(*, at=None, dry_run=False):
    """Take out everywhere what was kept long enough: a Counter {words: how many}."""
    at, counts = at or timezone.now(), Counter()
    with transaction.atomic():
        for one in keepers():
            counts.update(one.clean(at))
        transaction.set_rollback(dry_run)
    return counts


def is_erased(user):
    return not (user.is_active or user.email or user.first_name or user.last_name)


def _forget(user, at):
    for one in reversed(keepers()):
        one.erase(user, at)
