from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from actions.board.buttons import submission_buttons
from actions.models import Assessment
from actions.services.submissions import languages_without_reason, saying_translate
from actions.services.voices import assessment_record, response_submit
from editorial.views import DossierView, PrefilledCreateView, ToDossierMixin

from .forms import OtherLanguageForm

ADD_ASSESSMENT = "actions.add_assessment"


class SayingCreateView(ToDossierMixin, PrefilledCreateView):
    """A new entry of a log, in the language of who writes it unless told."""

    inspect_url_name = None

    def get_initial(self):
        return {"language": self.request.user.language} | super().get_initial()


class AssessmentCreateView(SayingCreateView):
    success_message = gettext_lazy("The assessment is recorded. It stands beside the owner’s own report.")

    def save_instance(self):
        names = (
            "commitment", "assessor", "voice", "level", "assessed_on", "language", "reason", "source", "source_url",
            "corrects",
        )  # fmt: skip
        data = self.form.cleaned_data
        return assessment_record(by=self.request.user, **{name: data[name] for name in names})


class AssessmentView(DossierView):
    """One assessment: what it says, and what can still be done with it."""

    page_title = gettext_lazy("Assessment")

    @cached_property
    def header_more_buttons(self):
        if not (self.request.user.has_perm(ADD_ASSESSMENT) and languages_without_reason(self.object)):
            return []
        url = reverse(self.viewset.get_url_name("translate"), args=[quote(self.object.pk)])
        return [Button(_("Add the other language"), url=url, icon_name="globe", priority=20)]


class AssessmentTranslateView(WagtailAdminTemplateMixin, FormView):
    """Adds the reason of an assessment in another language, beside it."""

    template_name = "actions/voices/translate.html"
    page_title = gettext_lazy("Add the other language")
    header_icon = "globe"
    form_class = OtherLanguageForm
    viewset = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(ADD_ASSESSMENT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def assessment(self):
        found = Assessment.objects.select_related("commitment__organisation", "assessor")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.viewset.get_url_name("list")), "label": _("Assessments")}
        here = {"url": self.get_success_url(), "label": str(self.assessment)}
        return [*self.breadcrumbs_items, index, here, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"languages": languages_without_reason(self.assessment)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"assessment": self.assessment}

    def get_success_url(self):
        return reverse(self.viewset.get_url_name("inspect"), args=[quote(self.assessment.pk)])

    def form_valid(self, form):
        try:
            saying_translate(saying=self.assessment, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The reason can be read in this language too."))
        return redirect(self.get_success_url())


class ResponseCreateView(SayingCreateView):
    """Submits an answer; it counts once a coordinator of the same government approves it."""

    success_message = gettext_lazy("The answer is submitted. A colleague of the same government approves it.")

    def save_instance(self):
        data = self.form.cleaned_data
        names = ("recommendation", "answer", "answered_on", "language", "reason")
        return response_submit(
            organisation=data["on_behalf_of"], by=self.request.user, **{name: data[name] for name in names}
        )


class ResponseView(DossierView):
    """One answer: what it says, who decided, and what can still be done with it."""

    page_title = gettext_lazy("Answer")

    @cached_property
    def header_more_buttons(self):
        return submission_buttons(self.object, self.request.user)
