"""Who comes in: whoever has a draft in this browser, or a form that was made for it. Others read how to come back."""

from functools import wraps

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultations.access import draft_of, draft_remember
from consultations.models import Consultation
from consultations.services.drafts import AlreadySent
from core.private_pages import private

from .desk import Desk
from .lost import lost, sent_before
from .tokens import draft_in

LEFT = "consultation_left"
"""In the session: when somebody said that this computer is shared; forms from before are worth nothing."""


def writing(view):
    """Calls the view with the desk of the draft that is written in.

    `desk.is_trusted` says that the form that is posted was made here for this draft; only then is anything saved.
    """

    @private
    @csrf_exempt  # the form carries a proof of its own, which outlives the session: see .tokens
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, code, **kwargs):
        at = timezone.now()
        consultation = consultation_with(code)
        draft, is_trusted = _draft(request, consultation)
        if draft is None:
            return lost(request, consultation, at)
        if draft.sent_at:
            return sent_before(request, consultation, draft.contribution, at)
        draft.consultation = consultation
        desk = Desk(draft, at, is_trusted=is_trusted)
        try:
            return view(request, desk, **kwargs)
        except AlreadySent as sent:
            return sent_before(request, consultation, sent.contribution, at)

    return answer


def _draft(request, consultation):
    """(the draft, whether the form that is posted was made for it)."""
    if request.method == "POST":
        left_at = request.session.get(LEFT, 0)
        draft = draft_in(request.POST.get("token"), consultation, not_before=left_at)
        if draft:
            if not draft.sent_at:
                draft_remember(request, draft)
            return draft, True
    return draft_of(request, consultation), False


def consultation_with(code):
    """The consultation, also while it is hidden: whoever writes in one is not shut out of their own words."""
    found = Consultation.objects.select_related("organisation").filter(code=code).first()
    if found is None or found.version is None:
        raise Http404
    return found


def refused(message, status=409):
    return JsonResponse({"message": str(message)}, status=status)
