"""Many mails by one connection: what one of them meets keeps no other back."""

from contextlib import suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from time import monotonic

from django.core.mail import get_connection

from editorial.mails.post import TIMEOUT

LONGEST_RUN = 3600
"""Seconds after which the rest is left to the next run."""

PATIENCE = 3
"""Mails in a row that may get lost on the way before the mail server counts as away."""

CLOSING = 421
"""The answer of a server that ends the connection, as some do after so many mails; it took nothing."""


class NotSent(Exception):
    """This mail was not taken; the message says why, without the address."""


class ServerAway(NotSent):
    """Nor will the next be."""


class Post:
    """A connection to the mail server, opened again when it breaks."""

    def __init__(self):
        self.connection = get_connection(timeout=TIMEOUT)
        self.until = monotonic() + LONGEST_RUN
        self.lost = 0

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *error):
        self._close()

    def hand_in(self, letter):
        """Returns once the mail server has taken it. Raises NotSent, or ServerAway."""
        if monotonic() > self.until:
            raise ServerAway("the run took too long")
        try:
            try:
                self._send(letter)
            except SMTPException as error:
                if CLOSING not in _codes(error):
                    raise
                self._close()
                self._send(letter)
        except OSError as error:  # SMTPException is one
            self._close()
            lost = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
            self.lost = self.lost + 1 if lost else 0
            raise (ServerAway if self.lost >= PATIENCE else NotSent)(_why(error)) from error
        self.lost = 0

    def _send(self, letter):
        self._open()
        self.connection.send_messages([letter])

    def _open(self):
        try:
            self.connection.open()
        except OSError as error:
            raise ServerAway(_why(error)) from error

    def _close(self):
        with suppress(OSError):
            self.connection.close()


def _codes(error):
    if isinstance(error, SMTPRecipientsRefused):
        return {code for code, _words in error.recipients.values()}
    return {getattr(error, "smtp_code", None)}


def _why(error):
    if isinstance(error, SMTPRecipientsRefused):
        return f"{type(error).__name__} {list(error.recipients.values())}"
    return f"{type(error).__name__} {getattr(error, 'smtp_code', '') or error}"
