"""What becomes of organisations: another name, a merger, a reorganisation, an end."""

from .renaming import organisation_rename
from .succession import organisation_leave, organisation_reorganise, organisations_merge

__all__ = ["organisation_leave", "organisation_rename", "organisation_reorganise", "organisations_merge"]
