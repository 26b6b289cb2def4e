"""Keeps what was read from a file between the dry run and the confirmation: in private, for one person and a day."""

import json
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from core.private_files import private_storage

from .reading import Part

FOLDER = "draft-texts"
LASTS = timedelta(hours=24)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Upload:
    token: str
    user: int
    consultation: int
    name: str
    languages: list
    kept_at: datetime
    parts: list


def keep(*, user, consultation, name, languages, parts, at):
    """Keep what was read; what has expired goes away."""
    _expire(at)
    upload = Upload(secrets.token_urlsafe(32), user.pk, consultation.pk, name[:100], list(languages), at, parts)
    data = asdict(upload) | {"kept_at": at.isoformat()}
    private_storage().save(_path(upload.token), ContentFile(json.dumps(data).encode()))
    return upload


def kept(*, token, user, consultation, at):
    """The upload with that token; None for another person or consultation, an unknown token or one that expired."""
    storage = private_storage()
    if not TOKEN.fullmatch(token) or not storage.exists(_path(token)):
        return None
    with storage.open(_path(token), "rb") as file:
        data = json.load(file)
    moment = datetime.fromisoformat(data["kept_at"])
    upload = Upload(**data | {"kept_at": moment, "parts": [Part(**part) for part in data["parts"]]})
    is_theirs = (upload.user, upload.consultation) == (user.pk, consultation.pk)
    return upload if is_theirs and at - moment < LASTS else None


def forget(upload):
    private_storage().delete(_path(upload.token))


def _expire(at):
    storage = private_storage()
    for name in storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else ():
        if at - storage.get_modified_time(f"{FOLDER}/{name}") >= LASTS:
            storage.delete(f"{FOLDER}/{name}")


def _path(token):
    return f"{FOLDER}/{token}.json"
