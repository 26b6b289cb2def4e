"""Keeps an uploaded file between its dry run and the confirmation: in private, for one person and one day."""

import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from core.private_files import private_storage

LASTS = timedelta(hours=24)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass
class Held:
    """A file that waits for its confirmation, with what its dry run showed; `about`: what it is for, as plain values.

    `folder` is the purpose: a token is good for one only.
    """

    folder: str
    token: str
    user: int
    about: object
    name: str
    kept_at: datetime
    shown: object

    def open(self):
        return private_storage().open(_path(self, "file"), "rb")


def hold(*, folder, file, user, shown, about=None, at=None):
    """Keep the file and what was shown (plain values); what has expired goes away."""
    at = at or timezone.now()
    expire(folder, at)
    held = Held(folder, secrets.token_urlsafe(32), user.pk, about, file.name[:100], at, shown)
    file.seek(0)
    private_storage().save(_path(held, "file"), file)
    _write(held)
    return held


def held(*, folder, token, user, about=None, at=None):
    """What waits under that token; None for another person or purpose, an unknown token or one that expired."""
    storage = private_storage()
    if not TOKEN.fullmatch(token) or not storage.exists(f"{folder}/{token}.json"):
        return None
    with storage.open(f"{folder}/{token}.json", "rb") as file:
        data = json.load(file)
    found = Held(folder=folder, **data | {"kept_at": datetime.fromisoformat(data["kept_at"])})
    is_theirs = (found.user, found.about) == (user.pk, about)
    return found if is_theirs and (at or timezone.now()) - found.kept_at < LASTS else None


def show(held, shown):
    """Show this from now on: the database moved on since the first dry run."""
    private_storage().delete(_path(held, "json"))
    held.shown = shown
    _write(held)


def forget(held):
    for ending in ("json", "file"):
        private_storage().delete(_path(held, ending))


def expire(folder, at):
    """Remove what was kept too long."""
    storage = private_storage()
    if not storage.exists(folder):
        return
    for name in storage.listdir(folder)[1]:
        if at - storage.get_modified_time(f"{folder}/{name}") >= LASTS:
            storage.delete(f"{folder}/{name}")


def _write(held):
    data = {name: value for name, value in vars(held).items() if name != "folder"}
    data["kept_at"] = held.kept_at.isoformat()
    private_storage().save(_path(held, "json"), ContentFile(json.dumps(data).encode()))


def _path(held, ending):
    return f"{held.folder}/{held.token}.{ending}"
