"""A version as it can be cited: what was asked, in every language, with its hash."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.answering.shell import languages_here
from consultations.models import Consultation
from consultations.public.views import page_address
from consultations.questionnaire import read
from core.canonical import canonical
from core.languages import active_language, language_codes, localized_value

from .lines import clause_lines, section_lines

BIGGEST = 10**6


@require_safe
def version(request, code, number):
    consultation, version = _found(code, number)
    language = active_language()
    questionnaire = read(version.document)
    newest = consultation.versions.defer("document").first().number
    context = {
        "page_title": _("Version %(number)s of the questions") % {"number": version.number},
        "consultation": consultation.name_in(language),
        "page_url": page_address(consultation, language),
        "languages": languages_here(request, consultation),
        "version": version,
        "note": localized_value(version, "note", language),
        "newest_url": "" if number == newest else reverse("take_part:version", args=[code, newest]),
        "json_url": reverse("take_part:version_json", args=[code, number]),
        "columns": [name for _code, name in settings.LANGUAGES],
        "sections": [section_lines(section, questionnaire, language_codes()) for section in questionnaire.sections],
        "clauses": clause_lines(questionnaire, language_codes()),
    }
    return render(request, "consultations/opening/version.html", context)


@require_safe
def download(request, code, number):
    """The document, byte for byte what its SHA-256 is of."""
    _consultation, version = _found(code, number)
    response = HttpResponse(canonical(version.document), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-{number}.json"'
    return response


def _found(code, number):
    """(the consultation that everybody may see, its version with that number). Raises Http404."""
    consultation = Consultation.objects.announced().filter(code=code).first()
    version = consultation and number < BIGGEST and consultation.versions.filter(number=number).first()
    if not version:
        raise Http404
    return consultation, version
