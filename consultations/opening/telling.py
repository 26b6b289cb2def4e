"""Tells people by mail, once: what is refused by the mail server is tried again by the daily command.

Rows and mail of one address: the rows are written first, in a transaction that ends only after the mail server has
taken the mail. What fails takes the rows back; a run beside this one waits for the rows and sends nothing. A crash
between the server's yes and the end of the transaction mails again: twice is better than never.
"""

import logging
from dataclasses import dataclass
from time import monotonic

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.reminders.post import NotSent, Post, ServerAway
from consultations.models import QuestionnaireVersion, Telling
from editorial.mails.post import PATIENCE, after_commit

from .letters import letter_of, links_of
from .notices import notices, notices_of_extension, notices_of_version

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    sent: int = 0
    not_sent: int = 0


def tell_soon(*, version=None, extension=None, at=None):
    """Tell as many as the screen can wait for, once what happened is certain; the daily command tells the others."""
    at = at or timezone.now()
    waiting = notices_of_version if version else notices_of_extension
    given = (version,) if version else (extension, at)
    after_commit(lambda: tell(waiting(*given), at, patience=PATIENCE))


def tell(waiting=None, at=None, patience=None):
    """Tell who waits (everybody, by default); with `patience`, no longer than so many seconds."""
    at = at or timezone.now()
    waiting = list(notices(at) if waiting is None else waiting)
    outcome, until = Outcome(not_sent=len(waiting)), monotonic() + patience if patience else None
    if not waiting:
        return outcome
    try:
        with Post() as post:
            for notice in waiting:
                if until and monotonic() > until:
                    break
                if _told(notice, post, at):
                    outcome.sent += 1
                    outcome.not_sent -= 1
    except ServerAway as away:
        logger.error("The mail server is away, %s notices wait for the next run: %s", outcome.not_sent, away)
    return outcome


def _told(notice, post, at):
    """Whether the mail server took it; ServerAway is for the caller. No address goes into the log."""
    try:
        if not notice.email:
            logger.warning("No address can be read for %s", _name(notice))
            return False
        with transaction.atomic():
            Telling.objects.bulk_create(notice.rows(at))
            post.hand_in(letter_of(notice, links_of(notice, at)))
    except ServerAway:
        raise
    except NotSent as why:
        logger.error("Not sent to %s: %s", _name(notice), type(why.__cause__ or why).__name__)
    except IntegrityError:
        logger.warning("Another run told %s", _name(notice))
    except Exception as error:  # whatever it is, the others are told
        logger.error("Not sent to %s: %s", _name(notice), type(error).__name__)
    else:
        return True
    return False


def _name(notice):
    """Without a name or an address: logs are kept elsewhere, and longer."""
    kind = "version" if isinstance(notice.about, QuestionnaireVersion) else "extension"
    whom = (notice.contributions or notice.drafts)[0]
    return f"{whom._meta.model_name} {whom.pk} of {kind} {notice.about.pk}"
