"""Following ends: at once, and also after a backup was restored (see .ledger).

The ledger is written last, inside the transaction: where it cannot be written (OSError), nothing is erased.
"""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from follow.models import Follower, Following
from follow.models.followers import UNCONFIRMED_FOR
from follow.querysets import NOTHING

from .ledger import What, note


@transaction.atomic
def follow_stop(*, follower, pk, at=None):
    """Stop following one thing; whether it was followed. The last one takes the address with it."""
    at = at or timezone.now()
    if not _locked(follower):
        return False
    found = Following.objects.filter(follower=follower, pk=pk).exclude(kind=NOTHING)
    if not found.delete()[0]:
        return False
    if not follower.followings.exists():
        Follower.objects.filter(pk=follower.pk).delete()
        note(What.FOLLOWER, follower.pk, at)
    else:
        note(What.FOLLOWING, pk, at)
    return True


@transaction.atomic
def follow_stop_all(*, follower, at=None):
    """Erase the address and everything that it follows; whether it was there. That it wants no mail ever stays."""
    at = at or timezone.now()
    if not _locked(follower) or follower.followings.filter(kind=NOTHING).exists():
        return False
    Follower.objects.filter(pk=follower.pk).delete()
    note(What.FOLLOWER, follower.pk, at)
    return True


@transaction.atomic
def mail_refuse(*, follower, at=None):
    """Never write to this address again: of it stays the digest, and that it said so."""
    at = at or timezone.now()
    if not _locked(follower) or follower.followings.filter(kind=NOTHING).exists():
        return
    block(follower, at)
    note(What.NO_MAIL, follower.digest, at, cause="asked")


@transaction.atomic
def mail_allow(*, follower, at=None):
    """Take that back: nothing at all is kept about the address."""
    if _locked(follower) and follower.followings.filter(kind=NOTHING).exists():
        Follower.objects.filter(pk=follower.pk).delete()
        note(What.NO_MAIL, follower.digest, at or timezone.now(), cause="taken back")


def block(follower, at):
    follower.followings.all().delete()
    Following.objects.create(follower=follower, kind=NOTHING, asked_at=at, confirmed_at=at)
    Follower.objects.filter(pk=follower.pk).update(sealed="", told_until=None)


@transaction.atomic
def followers_clean(at):
    """Forget what was not confirmed in time, and addresses that follow nothing: Counter {words: how many}."""
    expired = Following.objects.expired(at, UNCONFIRMED_FOR).delete()[0]
    idle = Follower.objects.idle().delete()[0]
    return Counter({"requests to follow that nobody confirmed": expired, "addresses that follow nothing": idle})


def _locked(follower):
    """This follower, for this transaction alone; False where it is gone."""
    return Follower.objects.select_for_update(of=["self"]).filter(pk=follower.pk).first() is not None
