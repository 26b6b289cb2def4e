"""A document on its way to a reader: to be kept, never to be shown inside our own pages."""

from csp.constants import NONE
from django.http import FileResponse, Http404

HEADER, POLICY = "Content-Security-Policy", "sandbox; default-src 'none'"
SANDBOX = {
    "sandbox": True,
    **{f"{part}-src": [NONE] for part in ("default", "script", "style", "img", "connect", "frame")},
}


def attachment(answer_file):
    """The answer that hands out a document. Raises Http404 where the file itself is gone."""
    try:
        content = answer_file.file.open("rb")
    except (OSError, ValueError):
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=answer_file.name, content_type=answer_file.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers[HEADER] = POLICY
    return response
