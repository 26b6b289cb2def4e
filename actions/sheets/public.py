"""Hands out public plans as spreadsheets: what everybody may see of them, in every language."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from actions.models import ActionPlan
from core.kept import kept
from core.languages import active_language
from core.sheets.writing import CONTENT_TYPE

from .writing import plan_workbook

KEPT = 300
"""Seconds for which a copy may be used without asking whether it is still right."""


class LanguageForm(forms.Form):
    """The language of the labels in row 2; the texts are there in every language."""

    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES)


@require_safe
@conditional_page
@cache_control(public=True, max_age=KEPT)
def public_plan(request, code):
    """The plan as a file, made once for every version of what is public."""
    plan = get_object_or_404(ActionPlan.objects.public(), code=code)
    form = LanguageForm(request.GET)
    language = form.cleaned_data["language"] if form.is_valid() else active_language()
    content = kept(f"plan-sheet:{plan.pk}:{language}", lambda: _content(plan, language))
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{plan.code}.xlsx")
    return response


def _content(plan, language):
    with override(language), plan_workbook(plan, is_public=True) as file:
        return file.read()
