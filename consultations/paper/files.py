"""Downloads for whoever takes part: the empty form, and their own answers."""

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consultations.access import contribution_of, draft_of
from consultations.models import Consultation
from consultations.privacy.consents import texts_for
from consultations.questionnaire import read
from core.canonical import digest_of
from core.dates import day_of
from core.languages import active_language
from core.private_pages import private

from .blank import KEPT, blank_pdf
from .form_sheet import form_workbook
from .own import contribution_pdf, draft_pdf

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content, content_type, name):
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _asked(code):
    """(consultation, its newest version) of an announced consultation."""
    consultation = get_object_or_404(Consultation.objects.announced().select_related("organisation"), code=code)
    return consultation, consultation.version


def _blank(code, make, content_type, ending):
    consultation, version = _asked(code)
    language = active_language()
    content = make(consultation, version, read(version.document), language)
    answer = download(content, content_type, f"{code}-{version.number}-{language}.{ending}")
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
def blank(request, code):
    """The form to print, of the newest version, in the language of the address."""
    return _blank(code, blank_pdf, PDF, "pdf")


@require_safe
def blank_xlsx(request, code):
    """The form as a spreadsheet."""
    return _blank(code, _kept_workbook, XLSX, "xlsx")


def _kept_workbook(consultation, version, questionnaire, language):
    """Made once for everybody, as long as what it says is the same."""
    said = [version.digest, language, consultation.name_in(language), texts_for(consultation, language)]
    key = f"blank-sheet:{digest_of(said)}"
    return cache.get_or_set(key, lambda: form_workbook(consultation, version, questionnaire, language), KEPT)


@private
@require_safe
def own_pdf(request, reference):
    """The answers of a contribution that this browser may open."""
    contribution = contribution_of(request, reference)
    if contribution is None:
        raise Http404
    return download(contribution_pdf(contribution, active_language()), PDF, f"{contribution.reference}.pdf")


@private
@require_safe
def draft(request, code):
    """What this browser typed so far."""
    consultation, _version = _asked(code)
    begun = draft_of(request, consultation)
    if begun is None:
        raise Http404
    day = day_of(begun.saved_at)
    return download(draft_pdf(begun, active_language()), PDF, f"{code}-{day:%Y-%m-%d}.pdf")
