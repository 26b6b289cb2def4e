from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from consultations import access
from consultations.models import Consultation
from core.private_pages import private

from .proof import challenge_for
from .throttle import allowed, refusal


@private
@require_GET
def challenge(request, code):
    """A fresh challenge, for a page that was open for so long that the one in it expired."""
    at = timezone.now()
    draft = access.draft_of(request, get_object_or_404(Consultation, code=code))
    if draft is None:
        raise Http404
    if not allowed(request, "challenge", at):
        return refusal(request)
    return JsonResponse(challenge_for(draft, at))
