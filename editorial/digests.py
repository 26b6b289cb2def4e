"""Fingerprints of revisions: of all they hold, and of what readers would notice."""

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


def full_digest(content):
    """The SHA-256 of everything in a revision's content."""
    return _digest(content)


def words_digest(content):
    """The SHA-256 of what readers would notice: the same after a save or a comment that changes no word."""
    return _digest({key: value for key, value in content.items() if key not in BOOKKEEPING})


def _digest(content):
    return sha256(dumps(content, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
