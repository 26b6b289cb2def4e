"""The first page of taking part, and leaving a shared computer."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultations.access import draft_of, draft_remember, forget_all
from consultations.models import Consultation, Phase
from consultations.privacy.consents import is_consent, texts_for
from consultations.protection.throttle import allowed, refusal
from consultations.questionnaire import read
from consultations.services.drafts import draft_start
from core.languages import active_language
from core.private_pages import private

from . import shell
from .desk import Desk
from .entrance import LEFT
from .pages import ABOUT, url_of

AN_HOUR = 120
"""So many questions or clauses are read and answered in an hour: half a minute for each."""


def from_here(request):
    """Whether a form was sent from this site: a browser says so in a header that no page can change.

    It keeps the first page free of cookies; a form of another site could only begin an empty draft, or forget one.
    """
    origin = request.headers.get("Origin")
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none") and (
        origin is None or urlsplit(origin).netloc == request.get_host()
    )


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, code):
    """GET tells what it is about and makes nothing; POST begins a draft, or goes on with the one of this browser."""
    at = timezone.now()
    consultation = get_object_or_404(Consultation.objects.public().select_related("organisation"), code=code)
    draft = draft_of(request, consultation)
    if request.method != "POST" or not from_here(request):
        return _page(request, consultation, draft, at)
    if draft is None or request.POST.get("act") == "new":
        if not allowed(request, "start", at):
            return refusal(request)
        try:
            draft = draft_start(consultation=consultation, language=active_language(), at=at)
        except ValidationError:
            return _page(request, consultation, None, at, status=409)
        draft_remember(request, draft)
        return redirect(url_of(code, ABOUT))
    draft.consultation = consultation
    return redirect(url_of(code, Desk(draft, at).first_to_do()))


def _page(request, consultation, draft, at, status=200):
    language, version = active_language(), consultation.version
    questionnaire = read(version.document) if version else None
    return shell.show(
        request,
        "consultations/answering/start.html",
        title=consultation.name_in(language),
        at=at,
        consultation=consultation,
        phase=consultation.phase(at),
        phases=Phase,
        known=draft,
        public_page=consultation.pages.live().filter(language=language).first(),
        organisation=consultation.organisation.name_in(language),
        questions=len(questionnaire.questions) if questionnaire else 0,
        clauses=len(questionnaire.commentable) if questionnaire else 0,
        minutes=_minutes(questionnaire) if questionnaire else 0,
        information=[text for key, text in texts_for(consultation, language) if not is_consent(key)],
        status=status,
    )


def _minutes(questionnaire):
    """How long it takes to read and answer all of it, rounded up to five minutes."""
    minutes = 60 * (len(questionnaire.questions) + len(questionnaire.commentable)) // AN_HOUR
    return (minutes // 5 + 1) * 5


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request):
    """Forgets what this browser knew, and the forms that are still open in it; what was saved stays."""
    at = timezone.now()
    if request.method == "POST" and from_here(request):
        forget_all(request)
        request.session[LEFT] = at.timestamp()
        return redirect("take_part:leave")
    name, title = "leave", _("Do others use this computer?")
    if LEFT in request.session:
        name, title = "left", _("This browser knows nothing more")
    return shell.show(request, f"consultations/answering/{name}.html", title=title, at=at)
