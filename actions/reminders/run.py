"""One run: what is due is told, once, and kept in the log.

Row and mail of one person: the rows are written first, in a transaction that ends only after the mail server has
taken the mail. A crash or a refusal before that takes the rows back, so the next run tries again; a run beside this
one waits for the rows and sends nothing. What remains is a crash between the server's yes and the end of the
transaction: then the mail leaves again, under the same Message-ID, so that mail programs can show it once. Twice is
better than never.
"""

import logging
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Reminder
from actions.owners.addresses import link_url
from actions.services.links import link_make
from core.dates import day_of

from .digests import round_of
from .letters import letter_of
from .post import NotSent, Post, ServerAway

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What came of a run: how many mails were sent, how many not, and of which commitments there is nobody to tell."""

    sent: int = 0
    not_sent: int = 0
    unheard: list = field(default_factory=list)
    is_server_away: bool = False


def remind(at=None):
    """Tell everybody what is due at that moment (now), each in one mail."""
    at = at or timezone.now()
    on = day_of(at)
    round_ = round_of(on)
    outcome = Outcome(not_sent=len(round_.digests), unheard=round_.unheard)
    for commitment in round_.unheard:
        logger.warning("Nobody can be told about %s", commitment.code)
    if not round_.digests:
        return outcome
    try:
        with Post() as post:
            for digest in round_.digests:
                if _tell(digest, post, on, at):
                    outcome.sent += 1
                    outcome.not_sent -= 1
    except ServerAway as away:
        logger.error("The mail server is away, %s mails wait for the next run: %s", outcome.not_sent, away)
        outcome.is_server_away = True
    return outcome


def preview(at=None):
    """The mails that a run would send, without their personal links: [(digest, letter)]; changes nothing."""
    on = day_of(at or timezone.now())
    round_ = round_of(on)
    letters = [
        (digest, letter_of(digest, link=link_url("…", digest.language) if digest.contact else "", on=on))
        for digest in round_.digests
    ]
    return letters, round_.unheard


def _tell(digest, post, on, at):
    """Whether the mail server took the mail; ServerAway is for the caller."""
    try:
        # The link is kept before the mail goes: a mail that left must never lead nowhere.
        link = link_url(link_make(contact=digest.contact, at=at), digest.language) if digest.contact else ""
        letter = letter_of(digest, link=link, on=on)
        with transaction.atomic():
            Reminder.objects.bulk_create(digest.rows(at))
            post.hand_in(letter)
    except ServerAway:
        raise
    except NotSent as why:
        logger.error("Not sent to %s: %s", _who(digest), why)
    except IntegrityError:
        logger.warning("Another run told %s", _who(digest))
    except Exception:
        logger.exception("Not sent to %s", _who(digest))
    else:
        return True
    return False


def _who(digest):
    """Without a name: logs are kept elsewhere, and longer."""
    return f"{digest.person._meta.model_name} {digest.person.pk}"
