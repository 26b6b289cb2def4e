"""The screens of progress reports in the administration."""

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from actions.models import ProgressReport
from actions.services.snapshots import progress_report_make
from core.canonical import digest_of
from core.languages import active_language, language_name
from editorial.views import DossierView

from .forms import ProgressReportForm
from .page import downloads_of
from .reading import Reading
from .tables import counts


class ProgressReportCreateView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Shows what would be frozen, and freezes it once that was seen."""

    model = ProgressReport
    permission_required = "add"
    template_name = "actions/snapshots/make.html"
    page_title = gettext_lazy("Make a progress report")
    header_icon = "clipboard-list"
    index_url_name = None
    inspect_url_name = None

    def get_initial(self):
        plan = self.request.GET.get("plan", "")
        return {"plan": plan} if plan.isdecimal() and len(plan) < 10 else {}

    def get_form(self, form_class=None):
        """Ours: the view set hands every add view a form of the whole model."""
        return ProgressReportForm(**self.get_form_kwargs())

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": _("Progress reports")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        if not form.was_seen:
            return self._preview(form)
        try:
            report = progress_report_make(by=self.request.user, **form.report_values())
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(
            self.request, _("The snapshot is frozen. Editors can now write its introduction on the draft pages.")
        )
        return redirect(self.inspect_url_name, quote(report.pk))

    def _preview(self, form):
        """The same form, with what it would freeze under it."""
        data = form.data.copy()
        data["seen"] = digest_of(form.content)
        reading = Reading(form.content, active_language())
        context = self.get_context_data(form=ProgressReportForm(data), reading=reading, counts=counts(reading))
        return self.render_to_response(context)


class ProgressReportView(DossierView):
    """The dossier of a progress report, with its files once they are public."""

    @cached_property
    def header_more_buttons(self):
        live = [code for code, page in self.object.pages_by_language().items() if page.is_shown]
        buttons, taken = [], set()
        for language in live:
            for name, _words, url in downloads_of(self.object, language):
                if url not in taken:
                    taken.add(url)
                    label = name if name == "JSON" else f"{name} ({language_name(language)})"
                    buttons.append(Button(label, url=url, icon_name="download", priority=20 + len(buttons)))
        return [*super().header_more_buttons, *buttons]
