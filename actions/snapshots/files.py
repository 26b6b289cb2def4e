"""Hands out the files of progress reports that everybody may see."""

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from actions.models import ProgressReportPage, Snapshot
from core.canonical import canonical
from core.languages import language_codes
from core.visible import visible

from .document import TEMPLATE, document_of
from .reading import Reading
from .sheets import spreadsheet_of

MAX_AGE = 7 * 24 * 3600
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAYOUT = hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()[:12]


@require_safe
def progress_report_json(request, code):
    """The bytes that were hashed."""
    snapshot = _snapshot(_page(code))
    body = canonical(snapshot.content)
    return _answer(request, body, kind="application/json", name=f"{code}.json", etag=snapshot.digest)


@require_safe
def progress_report_xlsx(request, code, language):
    return _file(request, code, language, kind=XLSX, ending="xlsx", make=spreadsheet_of)


@require_safe
def progress_report_pdf(request, code, language):
    return _file(request, code, language, kind=PDF, ending="pdf", make=document_of)


def _file(request, code, language, *, kind, ending, make):
    """A file made of a page and its snapshot, kept as long as neither changes."""
    if language not in language_codes():
        raise Http404
    page = _page(code, language=language)
    version = f"{page.progress_report.snapshot.digest}-{page.live_revision_id}-{LAYOUT}"
    key = f"progress-report:{page.pk}:{version}:{ending}"
    body = cache.get(key)
    if body is None:
        snapshot = _snapshot(page)
        with override(language):
            body = make(page, snapshot, Reading(snapshot.content, language))
        cache.set(key, body, timeout=MAX_AGE)
    response = _answer(request, body, kind=kind, name=f"{code}.{language}.{ending}", etag=version)
    response.headers["Content-Language"] = language
    return response


def _page(code, **narrowed):
    """A page of that report that everybody may see, without the content of its snapshot."""
    pages = visible(ProgressReportPage.objects).filter(progress_report__code=code, **narrowed)
    page = (
        pages.select_related("progress_report__snapshot__plan")
        .defer("progress_report__snapshot__content")
        .order_by("language")
        .first()
    )
    if page is None or not page.is_shown:
        raise Http404
    return page


def _snapshot(page):
    """Its snapshot, if what it holds is still what was hashed."""
    snapshot = Snapshot.objects.get(pk=page.progress_report.snapshot_id)
    if not snapshot.is_intact:
        raise Http404
    return snapshot


def _answer(request, body, *, kind, name, etag):
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["ETag"] = quote_etag(etag)
    return get_conditional_response(request, etag=quote_etag(etag), response=response)
