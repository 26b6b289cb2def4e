"""Hands out the documents that show that a report is true."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .models import Evidence
from .services.submissions import may_translate


@require_safe
@cache_control(private=True, no_store=True)
def evidence(request, pk):
    """The document, for everybody or for the people of its government; always as a download."""
    piece = get_object_or_404(
        Evidence.objects.exclude(file="").select_related("report__commitment", "report__on_behalf_of"), pk=pk
    )
    if not (_is_for_everybody(piece) or _is_for(piece, request.user)):
        raise Http404
    try:
        return FileResponse(piece.file.open("rb"), as_attachment=True, filename=piece.file.name.rpartition("/")[2])
    except FileNotFoundError:
        raise Http404 from None


def _is_for_everybody(piece):
    return piece.is_public and piece.report.state == "approved" and piece.report.commitment.is_shown


def _is_for(piece, user):
    return user.is_authenticated and may_translate(submission=piece.report, user=user)
