"""Fingerprints of revisions: of all they hold, and of what readers would notice."""

import re
from hashlib import sha256
from json import dumps

from django.core.serializers.json import DjangoJSONEncoder

BOOKKEEPING = {
    "alias_of",
    "content_type",
    "depth",
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "language",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "pk",
    "translation_key",
    "url_path",
    "wagtail_admin_comments",
}
"""What saving, commenting, scheduling or moving a page changes without changing a word of it."""


BLOCK_KEY = re.compile(r' data-block-key=\\*"\w+\\*"')
"""What the editor of rich text gives to every paragraph as soon as a page is opened; quoted once or more in JSON."""


def full_digest(content):
    """The SHA-256 of everything in a revision's content."""
    return _digest(_text(content))


def words_digest(content):
    """The SHA-256 of what readers would notice: the same after a save or a comment that changes no word."""
    text = _text({key: value for key, value in content.items() if key not in BOOKKEEPING})
    return _digest(BLOCK_KEY.sub("", text))


def _text(content):
    return dumps(content, sort_keys=True, cls=DjangoJSONEncoder)


def _digest(text):
    return sha256(text.encode()).hexdigest()
