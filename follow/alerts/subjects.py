"""What can be followed, in the reader's words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.changes import kinds, subject_of

SEARCH = "search"
LONGEST = 200
"""Signs of a code that are kept: the width of its column."""


@dataclass(frozen=True)
class Followed:
    """What an address follows, as its own screens show it."""

    pk: int
    title: str
    kind: str
    url: str = ""


def public_subject(kind, code, language):
    """The subject, or None for what does not exist, is not for everybody, or cannot be kept."""
    found = subject_of(kind, code, language) if len(code) <= LONGEST else None
    return found if found and len(found.code) <= LONGEST else None


def kind_label(kind):
    found = kinds().get(kind)
    return str(found.label) if found else _("Something")


def is_known(kind):
    """Whether any app knows such subjects: otherwise nothing can be said about one, not even that it is gone."""
    return kind in kinds()


def followed(following, language):
    """The row of a following; what is no longer public is known by its code alone."""
    found = subject_of(following.kind, following.code, language)
    if found is None:
        return Followed(following.pk, following.code or kind_label(following.kind), _("No longer on this site"))
    return Followed(following.pk, found.title, kind_label(following.kind), found.url)
