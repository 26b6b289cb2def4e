"""A real mail server on this machine, with the habits of others."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Inbox(Message):
    """Keeps what it gets; refuses addresses that say so, and may close each connection after so many mails."""

    def __init__(self, closes_after=None):
        super().__init__()
        self.mails, self.connections, self.closes_after = [], 0, closes_after

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name, session.taken = hostname, 0
        self.connections += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if session.taken == self.closes_after:
            return "421 Enough for now"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        session.taken += 1
        return await super().handle_DATA(server, session, envelope)

    def handle_message(self, message):
        self.mails.append(message)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def use_server(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@contextmanager
def serving(settings, **habits):
    """The inbox of a server that mails go to, until the end of the block."""
    port = free_port()
    server = Controller(Inbox(**habits), hostname="127.0.0.1", port=port)
    server.start()
    use_server(settings, port)
    try:
        yield server.handler
    finally:
        server.stop()
