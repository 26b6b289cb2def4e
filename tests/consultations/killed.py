"""A server as in production that is killed while people send: gunicorn on the database of the tests."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.answering.tokens import token_of
from consultations.services.drafts import draft_about
from core.dates import today
from tests.consultations.proofs import proved
from tests.consultations.world import begun, opened

ROOT = Path(__file__).parent.parent.parent
ABOUT = {"respondent": "individual", "publication": "none", "email": "sender@example.org"}
WORKERS, SENDERS = 2, 4


def database_url():
    """The address of the very database in which this test runs."""
    name = connection.settings_dict["NAME"]
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Server:
    """gunicorn with its workers; `kill` stops at once what answers, `kill_all` the master too."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        environment = os.environ | {
            "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "platform_site.settings.test",
        }  # fmt: skip
        arguments = ["--preload", "--workers", str(WORKERS), "--threads", "2", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *arguments, "--log-level", "critical", "platform_site.wsgi"],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )

    def workers(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def kill(self):
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_all(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Sender:
    """Somebody with a draft who clicks on “send” until there is an answer, as people do when a page does not come."""

    def __init__(self, draft, port):
        with override(draft.language):
            self.path = reverse("take_part:check", args=[draft.consultation.code])
        self.fields = {"token": token_of(draft, timezone.now())} | proved(draft, timezone.now())
        self.draft, self.port, self.shown = draft, port, ""

    def send(self, until):
        """Sets `shown` to the reference of the receipt, as soon as an answer shows one."""
        body = urlencode(self.fields)
        while not self.shown and time.monotonic() < until:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                kind = {"Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", self.path, body, kind)
                answer = connection.getresponse()
                page = answer.read().decode()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)  # the server was killed: once more
                continue
            assert answer.status == 303, page
            self.shown = answer.headers["Location"].rstrip("/").rpartition("/")[2]


def drafts_made(number):
    """So many drafts that can be sent as they are."""
    consultation, sample = opened(opens_on=today(), closes_on=today())
    typed = {key: value for key, value in sample.typed().items() if key != sample.key("sensitive")}
    drafts = [begun(consultation, sample, typed, at=timezone.now()) for _number in range(number)]
    return [draft_about(draft=draft, about=ABOUT, at=timezone.now()) for draft in drafts]


def sent_while_killed(kills, *, seed):
    """Kill the server so often while drafts are sent; returns the senders, each with what they were shown."""
    chance, server = random.Random(seed), Server()
    senders = [Sender(draft, server.port) for draft in drafts_made(kills * 4)]
    until = time.monotonic() + 60 + kills * 10
    try:
        with ThreadPoolExecutor(SENDERS) as pool:
            tasks = [pool.submit(sender.send, until) for sender in senders]
            for number in range(kills):
                # A kill tells something while somebody is served: wait for the next receipt.
                shown = sum(bool(sender.shown) for sender in senders)
                while sum(bool(sender.shown) for sender in senders) == shown and time.monotonic() < until:
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, 0.15))
                if number % 5 == 4:
                    server.kill_all()
                    server.start()
                else:
                    server.kill()
            for task in tasks:
                task.result()
    finally:
        server.kill_all()
    return senders
