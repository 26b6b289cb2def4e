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
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from editorial.views import DossierView, PrefilledCreateView, RecordIndexView, ToDossierMixin

from .forms import DecisionForm, TranslationForm
from .models import StatusReport
from .services import (
    languages_without_reason,
    may_decide,
    may_translate,
    report_approve,
    report_return,
    report_submit,
    report_translate,
)


class ReportIndexView(RecordIndexView):
    """The log; a title leads to the report."""


class ReportCreateView(ToDossierMixin, PrefilledCreateView):
    """Submits a report; it counts once a coordinator of the same government approves it."""

    inspect_url_name = None
    success_message = gettext_lazy("The report is submitted. A colleague of the same government approves it.")

    def get_initial(self):
        return {"language": self.request.user.language} | super().get_initial()

    def save_instance(self):
        data = self.form.cleaned_data
        names = ("commitment", "status", "holds_on", "language", "reason", "evidence_url", "corrects")
        return report_submit(by=self.request.user, **{name: data[name] for name in names})


class ReportView(DossierView):
    """One report: what it says, who decided, and what can still be done with it."""

    page_title = gettext_lazy("Status report")

    @cached_property
    def header_more_buttons(self):
        buttons = []
        if self.object.state == StatusReport.State.SUBMITTED and may_decide(
            report=self.object, user=self.request.user
        ):
            url = reverse(self.viewset.get_url_name("decide"), args=[quote(self.object.pk)])
            buttons.append(Button(_("Approve or return"), url=url, icon_name="check", priority=10))
        if languages_without_reason(self.object) and may_translate(report=self.object, user=self.request.user):
            url = reverse(self.viewset.get_url_name("translate"), args=[quote(self.object.pk)])
            buttons.append(Button(_("Add the other language"), url=url, icon_name="globe", priority=20))
        return buttons


class ReportActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A form about one report."""

    template_name = "actions/admin/report_form.html"
    header_icon = "check"
    model = StatusReport
    viewset = None
    any_permission_required = ["add", "approve"]

    @cached_property
    def report(self):
        reports = StatusReport.objects.select_related("commitment__organisation", "commitment__action")
        return get_object_or_404(reports, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.viewset.get_url_name("list")), "label": _("Status reports")}
        here = {"url": self.get_success_url(), "label": str(self.report)}
        return [*self.breadcrumbs_items, index, here, {"url": "", "label": self.page_title}]

    def get_success_url(self):
        return reverse(self.viewset.get_url_name("inspect"), args=[quote(self.report.pk)])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"report": self.report, "button": self.button}

    def form_valid(self, form):
        try:
            message = self.act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect(self.get_success_url())


class DecideView(ReportActionView):
    page_title = gettext_lazy("Approve or return")
    form_class = DecisionForm
    button = gettext_lazy("Decide")

    def dispatch(self, request, *args, **kwargs):
        if not may_decide(report=self.report, user=request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def act(self, data):
        if data["decision"] == DecisionForm.APPROVE:
            report_approve(report=self.report, by=self.request.user)
            return _("The report is approved and counts from now on.")
        report_return(report=self.report, by=self.request.user, reason=data["reason"])
        return _("The report is returned with your reason.")


class TranslateView(ReportActionView):
    page_title = gettext_lazy("Add the other language")
    form_class = TranslationForm
    button = gettext_lazy("Save")

    def dispatch(self, request, *args, **kwargs):
        if not may_translate(report=self.report, user=request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"languages": languages_without_reason(self.report)}

    def act(self, data):
        report_translate(report=self.report, by=self.request.user, **data)
        return _("The reason can be read in this language too.")
