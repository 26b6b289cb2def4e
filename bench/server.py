"""Serves a database as docs/deployment.md says: gunicorn, threads, two workers."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


def environment(database_url, folder):
    """What every process of the bench is started with."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "ERASURE_LEDGER": str(folder / "erasures.jsonl"),
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
    }


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def processor_seconds(self):
        """What the workers used until now; 0 where the system does not say it as Linux does."""
        ticks = 0
        for task in Path(f"/proc/{self.pid}/task").glob("*/children"):
            for child in task.read_text().split():
                used = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                ticks += int(used[11]) + int(used[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(database_url, folder, *, workers=2, threads=4):
    """The Server that answers from that database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "bench.wsgi", "--worker-class", "gthread", "--workers", str(workers),
        "--threads", str(threads), "--bind", f"127.0.0.1:{port}", "--log-level", "error",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=PROJECT, env=environment(database_url, folder))
    try:
        _wait_for(port, server)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port, server):
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/bench/bare/", timeout=SECONDS_TO_START):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server of the bench did not start.")
