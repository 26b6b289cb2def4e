"""Many contributions at once: the template, the dry run, the batch, and its check as a whole."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from consultations.models import Batch, Consultation
from consultations.questionnaire import read
from consultations.services.sending import NewVersion, NotSent
from core.languages import active_language

from .batch_forms import BatchForm
from .batch_sheet import batch_template
from .batches import batch_take
from .entry_forms import consultations_to_enter
from .files import XLSX, download
from .screens import Screen, private

PER_PAGE = 100


class BatchScreen(Screen):
    model = Batch
    header_icon = "table"

    def above(self):
        return [{"url": reverse("contributions:batches"), "label": _("Spreadsheets")}]


@private
class BatchesView(BatchScreen, TemplateView):
    """The spreadsheets that were taken."""

    permission_required = "view"
    page_title = gettext_lazy("Spreadsheets")
    template_name = "consultations/paper/batches.html"

    def above(self):
        return []

    def get_context_data(self, **kwargs):
        batches = Batch.objects.select_related("consultation", "taken_by").order_by("-taken_at")
        page = Paginator(batches, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "may_add": self.user_has_permission("add"),
            "consultations": consultations_to_enter() if self.user_has_permission("add") else [],
        }


@private
class BatchTemplateView(BatchScreen, View):
    """The empty template of a consultation, in the language of who asks."""

    permission_required = "add"
    http_method_names = ["get"]

    def get(self, request, pk):
        consultation = get_object_or_404(Consultation.objects.opened(), pk=pk)
        version, language = consultation.version, active_language()
        content = batch_template(consultation, version, read(version.document), language)
        return download(content, XLSX, f"{consultation.code}-{version.number}-lines.xlsx")


@private
class BatchAddView(BatchScreen, FormView):
    """Tries a spreadsheet out, says what is wrong in which cell, and takes the lines that one chooses."""

    permission_required = "add"
    page_title = gettext_lazy("Enter a spreadsheet")
    template_name = "consultations/paper/batch_add.html"
    form_class = BatchForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        rows = form.chosen_rows()
        if rows is None:
            return self.render_to_response(self.get_context_data(form=form, read=form.read))
        given = form.cleaned_data
        try:
            batch = batch_take(
                consultation=given["consultation"],
                rows=rows,
                kept=form.source,
                channel=given["channel"],
                received_on=given["received_on"],
                by=self.request.user,
            )
        except ValidationError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        except (NotSent, NewVersion):
            form.add_error("file", _("The questions changed meanwhile. Download the template again."))
            return self.form_invalid(form)
        words = ngettext("%(number)s contribution is entered.", "%(number)s contributions are entered.", len(rows))
        messages.success(self.request, words % {"number": len(rows)})
        return redirect("contributions:batch", pk=batch.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = kwargs.get("read")
        if found:
            context["bad"] = found.bad[:PER_PAGE]
            context["more"] = max(len(found.bad) - PER_PAGE, 0)
            context["may_take_good"] = found.good and found.bad and not found.problems
            context["may_take_all"] = not found.bad and not found.problems
        return context
