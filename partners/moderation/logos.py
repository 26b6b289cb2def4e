"""The new logo that an organisation sent in, for who decides on it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from partners.models import ProfileSubmission


@require_safe
@cache_control(private=True, no_store=True)
def logo(request, pk):
    if not request.user.has_perm("partners.moderate_profilesubmission"):
        raise PermissionDenied
    sent = ProfileSubmission.objects.exclude(logo="").exclude(state=ProfileSubmission.State.DRAFT)
    submission = get_object_or_404(sent, pk=pk)
    try:
        return FileResponse(submission.logo.open("rb"))
    except FileNotFoundError:
        raise Http404 from None
