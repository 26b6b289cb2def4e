"""What everybody sees of the versions and the days of a consultation: nothing of it is ever taken away."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.models import QuestionnaireVersion
from core.languages import localized_value

SHORT = 12
"""Digits of a SHA-256 that are shown where the whole one is a link away."""


@dataclass(frozen=True)
class Change:
    """A version or an extension, in the words of one language."""

    at: datetime
    title: str
    text: str
    number: int | None = None
    digest: str = ""
    url: str = ""


def changes_of(consultation, language):
    """Versions and extensions, newest first: two queries, or none where both were prefetched."""
    versions = Prefetch("versions", QuestionnaireVersion.objects.defer("document"))  # that can be long
    prefetch_related_objects([consultation], versions, "extensions")
    with override(language):
        changes = [
            *(_of_version(consultation, version, language) for version in consultation.versions.all()),
            *(_of_extension(extension, language) for extension in consultation.extensions.all()),
        ]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _of_version(consultation, version, language):
    title = _("Version %(number)s: %(kind)s") % {"number": version.number, "kind": version.get_kind_display().lower()}
    url = reverse("take_part:version", args=[consultation.code, version.number])
    return Change(
        version.made_at,
        title,
        localized_value(version, "note", language),
        version.number,
        version.digest[:SHORT],
        url,
    )


def _of_extension(extension, language):
    day = date_format(extension.closes_on, "DATE_FORMAT")
    title = _("More time: until %(day)s") % {"day": day}
    return Change(extension.decided_at, title, localized_value(extension, "reason", language))
