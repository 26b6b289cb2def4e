"""Keeps an uploaded file between the dry run and the confirmation: in private, for one person, plan and day."""

import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from core.private_files import private_storage

from .difference import Difference

FOLDER = "sheets"
LASTS = timedelta(hours=24)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass
class Upload:
    """A file that waits for its confirmation, with the difference that its dry run showed."""

    token: str
    user: int
    plan: int | None
    name: str
    kept_at: datetime
    difference: Difference

    def open(self):
        return private_storage().open(_path(self.token, "xlsx"), "rb")


def keep(*, file, user, plan, difference, at=None):
    """Keep the file and its difference; what has expired goes away."""
    at = at or timezone.now()
    expire(at)
    token = secrets.token_urlsafe(32)
    upload = Upload(token, user.pk, plan and plan.pk, file.name[:100], at, difference)
    file.seek(0)
    private_storage().save(_path(token, "xlsx"), file)
    _write(upload)
    return upload


def kept(*, token, user, plan, at=None):
    """The upload with that token; None for another person, another plan, an unknown token or one that expired."""
    storage = private_storage()
    if not TOKEN.fullmatch(token) or not storage.exists(_path(token, "json")):
        return None
    with storage.open(_path(token, "json"), "rb") as file:
        data = json.load(file)
    data["kept_at"] = datetime.fromisoformat(data["kept_at"])
    upload = Upload(**data | {"difference": Difference.from_dict(data["difference"])})
    is_theirs = (upload.user, upload.plan) == (user.pk, plan and plan.pk)
    return upload if is_theirs and (at or timezone.now()) - upload.kept_at < LASTS else None


def keep_difference(upload, difference):
    """Show this difference from now on: the database moved on since the first one."""
    private_storage().delete(_path(upload.token, "json"))
    upload.difference = difference
    _write(upload)


def forget(upload):
    for ending in ("json", "xlsx"):
        private_storage().delete(_path(upload.token, ending))


def expire(at):
    """Remove what was kept too long."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        if at - storage.get_modified_time(f"{FOLDER}/{name}") >= LASTS:
            storage.delete(f"{FOLDER}/{name}")


def _write(upload):
    data = vars(upload) | {"kept_at": upload.kept_at.isoformat(), "difference": upload.difference.to_dict()}
    private_storage().save(_path(upload.token, "json"), ContentFile(json.dumps(data).encode()))


def _path(token, ending):
    return f"{FOLDER}/{token}.{ending}"
