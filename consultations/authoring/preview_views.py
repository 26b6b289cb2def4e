"""What a respondent would see of the working draft, in each language and at each width; nothing can be sent."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View

from consultations.compiling import document_of
from consultations.fields.forms import QuestionsForm
from consultations.questionnaire import read
from core.languages import active_language, language_name

from .admin_screen import ConsultationScreen

ANY_RIGHT = ["view", "add", "change"]
WIDE, NARROW = "wide", "narrow"


class ShownForm(forms.Form):
    """In which language, and how wide; what the address says wrong is passed over."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    width = forms.ChoiceField(
        label=_("Width"), choices=[(WIDE, _("A wide screen")), (NARROW, _("A telephone"))], required=False
    )

    def chosen(self):
        self.is_valid()
        data = self.cleaned_data
        return data.get("language") or active_language(), data.get("width") or WIDE


class PreviewView(ConsultationScreen, TemplateView):
    """The preview in a frame, with what keeps the consultation from being opened."""

    permission_required = None
    any_permission_required = ANY_RIGHT
    page_title = _("Preview")
    header_icon = "view"
    template_name = "consultations/authoring/preview.html"

    def get_context_data(self, **kwargs):
        language, width = ShownForm(self.request.GET).chosen()
        _document, problems = document_of(self.consultation)
        form = ShownForm({"language": language, "width": width})
        may_change = self.user_has_permission_for_instance("change", self.consultation)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "width": width,
            "language": language,
            "language_name": language_name(language),
            "problems": problems,
            "page_url": f"{self.url('previewed_page', self.consultation.pk)}?language={language}",
            "edit_url": self.url("edit", self.consultation.pk) if may_change else "",
        }


@method_decorator([xframe_options_sameorigin, cache_control(private=True, no_store=True)], name="dispatch")
class PreviewedPageView(ConsultationScreen, View):
    """All that is asked on one page, as the public pages show it."""

    permission_required = None
    any_permission_required = ANY_RIGHT
    http_method_names = ["get"]

    @cached_property
    def questionnaire(self):
        document, _problems = document_of(self.consultation)
        return read(document)

    def get(self, request, pk):
        language, _width = ShownForm(request.GET).chosen()
        with override(language):
            return HttpResponse(render_to_string(self.template_name, self.context(language), request))

    template_name = "consultations/authoring/previewed.html"

    def context(self, language):
        parts = [
            (section.title.get(language), section.introduction.get(language), self._form(language, section.items))
            for section in self.questionnaire.sections
        ]
        clauses = self.questionnaire.clauses
        return {
            "page_title": self.consultation.name_in(language) or self.consultation.code,
            "consultation_name": self.consultation.name_in(language),
            "parts": parts,
            "text": self._form(language, (), clauses) if clauses else None,
            "base_form": self._form(language, ()),
            "languages": [],
            "breadcrumbs": [],
        }

    def _form(self, language, items, clauses=()):
        everything = [item for section in self.questionnaire.sections for item in section.items]
        form = QuestionsForm(items, page=everything, language=language, typed={}, clauses=clauses, heading=3)
        form.helper.disable_csrf = True
        return form
