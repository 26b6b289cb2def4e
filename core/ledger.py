"""What was erased, outside the database: a line of JSON each, without personal data, on disk before it is certain.

A backup of the database that is restored brings back what was erased after it was made; the ledger says what to erase
again. It is therefore kept apart from the backups of the database. Each app names the kinds of its lines.
"""

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

_checks = {}


def register(kind, check=str):
    """Let there be lines of that kind; `check` raises ValueError for a subject that cannot be one."""
    _checks[str(kind)] = check


def ledger_write(entries):
    """Append these entries, {"at", "what", "subject", "cause"}, and return once they are on the disk.

    Raises OSError: then nothing may be erased.
    """
    path = Path(settings.ERASURE_LEDGER)
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    lines = "".join(json.dumps(entry | {"at": entry["at"].isoformat()}) + "\n" for entry in entries)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(_gap(file) + lines.encode())
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def ledger_read(kinds):
    """The entries of those kinds, oldest first, one at a time; None for any line that cannot be read."""
    path = Path(settings.ERASURE_LEDGER)
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            entry = _entry(line) if line.strip() else {"what": ""}
            if entry is None or entry["what"] in kinds:
                yield entry


def _entry(line):
    try:
        entry = json.loads(line)
        _checks[entry["what"]](entry["subject"])
        texts = {name: entry[name] for name in ("what", "subject", "cause")}
        return texts | {"at": datetime.fromisoformat(entry["at"])}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _gap(file):
    """A line that was cut off by a crash does not swallow the next one."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
