"""Hands out the badge and the certificate of pledges that everybody may see."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from actions.deadlines import when
from actions.models import Pledge, PledgePage
from core.kept import kept
from core.languages import language_codes
from core.places import address_of
from core.shell import shell_in
from core.visible import visible

from .badge import badge_of
from .certificate import certificate_of
from .makers import names_when_promised
from .page import commitment_of, words_in
from .states import State, is_late, state_of

KEPT = 300
"""Seconds for which a copy may be used without asking whether it is still right."""

FOR_EVERY_SITE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
"""Other sites may show the picture, and draw it."""


@dataclass(frozen=True)
class Shown:
    """A pledge as a badge and a certificate say it, in one language."""

    code: str
    language: str
    site: str
    name: str
    makers: list
    """Under the names that they had when they promised."""
    promise: str
    measure: dict
    state: State
    is_late: bool
    deadline: str
    announced_on: date
    reported_on: date | None
    fictional: bool
    path: str
    """Of its page in that language, else in another one."""
    address: str = field(default="")


@require_safe
def pledge_badge(request, code, language):
    """The picture with the state of now."""
    shown = _shown(request, code, language)
    with override(language):
        body = badge_of(shown)
    response = HttpResponse(body, content_type="image/svg+xml; charset=utf-8", headers=FOR_EVERY_SITE)
    return _answer(request, response, language, etag=sha256(body.encode()).hexdigest()[:32])


@require_safe
def pledge_certificate(request, code, language):
    """The document with the state at the moment it is made."""
    shown = _shown(request, code, language)
    name = f"pledge-certificate:{shown.address}:{language}"
    with override(language):
        body = kept(name, lambda: certificate_of(shown, timezone.now()))
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{code}.{language}.pdf")
    response.headers["X-Robots-Tag"] = "noindex"
    return _answer(request, response, language, etag=sha256(body).hexdigest()[:32])


def _answer(request, response, language, *, etag):
    response.headers["Content-Language"] = language
    response.headers["ETag"] = quote_etag(etag)
    patch_cache_control(response, public=True, max_age=KEPT)
    answer = get_conditional_response(request, etag=quote_etag(etag), response=response)
    for header, value in response.headers.items():
        if header in FOR_EVERY_SITE:
            answer.headers[header] = value
    return answer


def _shown(request, code, language):
    """The pledge, if everybody may see it and a page of it."""
    if language not in language_codes():
        raise Http404
    pledge = Pledge.objects.public().filter(code=code).select_related("commitment").first()
    pages = {page.language: page for page in visible(PledgePage.objects).filter(pledge=pledge)} if pledge else {}
    page = pages.get(language) or next(iter(pages.values()), None)
    if page is None:
        raise Http404
    commitment = commitment_of(pledge)
    with override(language):
        return Shown(
            code=pledge.code,
            language=language,
            site=shell_in(language).name,
            name=pledge.name_in(language),
            makers=names_when_promised(commitment, language),
            promise=commitment.text_in(language),
            measure=words_in(pledge.measure_in, language),
            state=state_of(commitment),
            is_late=is_late(commitment),
            deadline=when(commitment, commitment.standing()),
            announced_on=commitment.announced_on,
            reported_on=commitment.status_on,
            fictional=pledge.fictional,
            path=page.url_path,
            address=request.build_absolute_uri(address_of(page.url_path)),
        )
