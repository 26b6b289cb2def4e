"""One spreadsheet that was taken: its lines, and the decision of somebody else about them."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from wagtail.admin import messages

from consultations.after.sending import mail
from consultations.models import AccessEntry, Batch
from consultations.privacy.log import look

from .batch_views import PER_PAGE, BatchScreen
from .batches import batch_check, batch_return, has_file, path_of, waiting_in
from .check_views import CONFIRM
from .entry_forms import ReasonForm
from .screens import private
from .serving import served

AT_ONCE = 25
"""So many receipts are mailed while one waits; the daily job mails the others."""


@private
class BatchView(BatchScreen, FormView):
    """One spreadsheet: its lines, and the decision of somebody else about them."""

    permission_required = "view"
    template_name = "consultations/paper/batch.html"
    form_class = ReasonForm

    @cached_property
    def batch(self):
        return get_object_or_404(Batch.objects.select_related("consultation", "taken_by"), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.batch.name

    @cached_property
    def may_check(self):
        is_another = self.batch.taken_by_id != self.request.user.pk
        return is_another and self.request.user.has_perm("consultations.check_contribution")

    def get_context_data(self, **kwargs):
        rows = self.batch.contributions.select_related("consultation").order_by("batch_row")
        return super().get_context_data(**kwargs) | {
            "batch": self.batch,
            "page": Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            "waiting": waiting_in(self.batch).count(),
            "may_check": self.may_check,
            "has_file": has_file(self.batch),
        }

    def post(self, request, *args, **kwargs):
        if not self.may_check:
            messages.error(request, _("Somebody else than who entered it decides on it."))
            return redirect("contributions:batch", pk=self.batch.pk)
        if request.POST.get("act") != CONFIRM:
            return super().post(request, *args, **kwargs)
        return self._done(self._confirm)

    def form_valid(self, form):
        return self._done(lambda: self._return(form.cleaned_data["reason"]))

    def _confirm(self):
        at = timezone.now()
        rows = batch_check(batch=self.batch, by=self.request.user, at=at)
        for contribution in rows[:AT_ONCE]:
            mail(contribution, at)
        return _("They are received: each has its receipt.")

    def _return(self, reason):
        batch_return(batch=self.batch, by=self.request.user, reason=reason)
        return _("They are returned with your reason. Each waits for a correction.")

    def _done(self, act):
        try:
            messages.success(self.request, act())
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
        return redirect("contributions:batch", pk=self.batch.pk)


@private
class BatchFileView(BatchScreen, View):
    """The spreadsheet itself, until it is checked; each look at it is recorded."""

    permission_required = "view"
    http_method_names = ["get"]

    def get(self, request, pk):
        batch = get_object_or_404(Batch.objects.select_related("consultation"), pk=pk)
        if not has_file(batch):
            raise Http404
        answer = served(path_of(batch), batch.name)
        look(request.user, AccessEntry.Act.OPEN_FILE, batch.consultation, rows=batch.contributions.count())
        return answer
