"""Somebody types an address, their own or a stranger's: nothing counts before that address confirms it.

How often one address is written to about what it did not confirm: once a day while it confirmed nothing at all; else
once an hour for each subject. Whatever is asked in between stands behind the link that was mailed already.
"""

from datetime import timedelta

from django.db import transaction

from core.sealing import seal
from follow.models import Follower

from .addresses import digest_of, mailbox_digest, plain

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@transaction.atomic
def follow_ask(*, email, kind, code, language, frequency, at):
    """Keep that this address wants to follow something, until it confirms; the Following of which to mail it, if any.

    None: it was mailed already, or wants no mail ever again.
    """
    if Follower.objects.blocked().filter(digest__in={digest_of(email), mailbox_digest(email)}).exists():
        return None
    values = {"sealed": seal({"email": plain(email)}), "language": language, "frequency": frequency}
    followers = Follower.objects.select_for_update(of=["self"])
    follower, is_new = followers.get_or_create(digest=digest_of(email), defaults=values)
    if not follower.followings.confirmed().exists():
        return _of_stranger(follower, values, kind, code, at, is_new)
    following, is_new = follower.followings.get_or_create(kind=kind, code=code, defaults={"asked_at": at})
    if not is_new and following.asked_at > at - HOUR:
        return None
    return _asked(following, at)


def _of_stranger(follower, values, kind, code, at, is_new):
    if not is_new:
        Follower.objects.filter(pk=follower.pk).update(**values)  # nobody confirmed what was asked before
    mailed = follower.followings.asked_within(DAY, at).order_by("-asked_at").first()
    # What is not mailed by itself expires with the link that it stands behind.
    asked_at = mailed.asked_at if mailed else at
    following, _is_new = follower.followings.get_or_create(kind=kind, code=code, defaults={"asked_at": asked_at})
    if mailed:
        following.asked_at = max(following.asked_at, asked_at)
        following.save(update_fields=["asked_at"])
        return None
    return _asked(following, at)


def _asked(following, at):
    following.asked_at = at
    following.save(update_fields=["asked_at"])
    return following


@transaction.atomic
def follow_unask(*, following):
    """The mail could not leave: as if nobody had asked, so that it can be asked again at once."""
    follower = Follower.objects.select_for_update(of=["self"]).filter(pk=following.follower_id).first()
    if follower is None:
        return
    asked = follower.followings.filter(asked_at=following.asked_at)
    asked.filter(confirmed_at__isnull=True).delete()
    asked.update(asked_at=following.asked_at - DAY)
    Follower.objects.filter(pk=follower.pk).idle().delete()
