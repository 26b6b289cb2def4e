"""A source on the screen of who enters or checks: what a browser shows safely is shown, the rest is a download."""

from django.http import FileResponse, Http404

from consultations.files.accepted import ACCEPTED
from core.private_files import private_storage

SHOWN = {"pdf", "jpg", "jpeg", "png"}


def ending_of(name):
    return name.rpartition(".")[2].lower()


def is_shown(name):
    return ending_of(name) in SHOWN


def served(path, name):
    """The answer with that file of the private folder. Raises Http404 where it is gone."""
    accepted = ACCEPTED.get(ending_of(name))
    try:
        file = private_storage().open(path, "rb")
    except OSError:
        raise Http404 from None
    answer = FileResponse(
        file,
        as_attachment=not is_shown(name),
        filename=name,
        content_type=accepted.content_type if accepted else "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer
