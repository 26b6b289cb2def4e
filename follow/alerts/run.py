"""One run: who is due is told, once.

How far an address was told is moved in a transaction that ends only after the mail server has taken the mail. A crash
or a refusal before that leaves it where it was, so the next run tells the same; a run beside this one waits for the
row, and finds nothing to do. What remains is a crash between the server's yes and the end of the transaction: then the
mail leaves again, under the same Message-ID while nothing else changed. Twice is better than never.
"""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from actions.reminders.post import NotSent, Post, ServerAway
from core.sealing import Unreadable, unseal
from follow.models import Follower

from .digests import Told, digest_of
from .due import moments, until
from .letters import letter_of

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """How many mails were sent, for how many addresses nothing had changed, and how many wait for the next run."""

    sent: int = 0
    unchanged: int = 0
    not_sent: int = 0
    is_server_away: bool = False

    def count(self, name):
        setattr(self, name, getattr(self, name) + 1)


def due(at):
    """The addresses that are to be told something at that moment, if anything changed."""
    return Follower.objects.alive().told_before(moments(at)).order_by("pk")


def alert(at=None):
    """Tell everybody who is due at that moment (now)."""
    at = at or timezone.now()
    pks, outcome = list(due(at).values_list("pk", flat=True)), Outcome()
    if not pks:
        return outcome
    told = Told(until(at))
    try:
        with Post() as post:
            for pk in pks:
                outcome.count(_tell(pk, post, told, at))
    except ServerAway as away:
        outcome.not_sent = len(pks) - outcome.sent - outcome.unchanged
        outcome.is_server_away = True
        logger.error("The mail server is away, %s addresses wait for the next run: %s", outcome.not_sent, away)
    return outcome


def preview(at=None):
    """The mails that a run would send, without address and personal links: [(follower, letter)]; changes nothing."""
    at = at or timezone.now()
    told = Told(until(at))
    digests = (digest_of(follower, told) for follower in due(at).iterator(chunk_size=500))
    return ((digest.follower, letter_of(digest, email="", key="…")) for digest in digests if digest)


def _tell(pk, post, told, at):
    """What came of it, as a name of Outcome; ServerAway is for the caller."""
    try:
        with transaction.atomic():
            return _tell_locked(pk, post, told, at)
    except ServerAway:
        raise
    except NotSent as why:
        logger.error("Not sent to follower %s: %s", pk, why)
    except Unreadable:
        logger.error("No key of IDENTITY_KEYS opens the address of follower %s", pk)
    except Exception:
        logger.exception("Not sent to follower %s", pk)
    return "not_sent"


def _tell_locked(pk, post, told, at):
    follower = due(at).select_for_update(of=["self"]).filter(pk=pk).first()
    if follower is None:  # a run beside this one told it, or it stopped
        return "unchanged"
    digest = digest_of(follower, told)
    follower.told_until = told.until
    follower.save(update_fields=["told_until"])
    follower.followings.filter(pk__in=[one.pk for one in digest.gone]).delete()
    email = unseal(follower.sealed)["email"] if digest else ""
    letter = letter_of(digest, email=email, key=follower.key) if digest else None
    Follower.objects.filter(pk=pk).idle().delete()
    if letter:
        post.hand_in(letter)
    return "sent" if letter else "unchanged"
