"""The lines about followers in the ledger of what was erased: numbers of rows, and of who wants no mail the digest."""

import re
from enum import StrEnum

from core import ledger


class What(StrEnum):
    FOLLOWER = "follower"
    FOLLOWING = "following"
    NO_MAIL = "no-mail"
    """Without the digest a restored backup would write again to who was never to be written to."""


def _number(subject):
    if not (isinstance(subject, str) and subject.isdecimal() and len(subject) < 19):
        raise ValueError(subject)


def _digest(subject):
    if not re.fullmatch("[0-9a-f]{64}", subject):
        raise ValueError(subject)


for what, check in ((What.FOLLOWER, _number), (What.FOLLOWING, _number), (What.NO_MAIL, _digest)):
    ledger.register(what.value, check)


def note(what, subject, at, *, cause="request"):
    """Write one line. Raises OSError."""
    ledger.ledger_write([{"what": what.value, "subject": str(subject), "cause": cause, "at": at}])


def noted():
    """The entries, oldest first; None for a line that cannot be read."""
    return ledger.ledger_read([what.value for what in What])
