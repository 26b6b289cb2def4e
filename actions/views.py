from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from editorial.views import DossierView, PrefilledCreateView, RecordIndexView, ToDossierMixin

from .board.buttons import submission_buttons
from .models import Commitment, StatusReport
from .services.reports import evidence_of, report_submit
from .services.submissions import may_submit
from .sheets.screens import SheetButtons


class PlanView(SheetButtons, DossierView):
    """The dossier of a plan, with the way to its board and its history."""

    @cached_property
    def header_more_buttons(self):
        board = reverse("board:plan", args=[self.object.pk])
        history = reverse("board:history", args=[self.object.pk])
        return [
            *super().header_more_buttons,
            Button(_("Plan board"), url=board, icon_name="table", priority=20),
            Button(_("History"), url=history, icon_name="history", priority=30),
        ]


class ReportIndexView(RecordIndexView):
    """The log; a title leads to the report."""


class ReportCreateView(ToDossierMixin, PrefilledCreateView):
    """Submits a report; it counts once a coordinator of the same government approves it."""

    inspect_url_name = None
    success_message = gettext_lazy("The report is submitted. A colleague of the same government approves it.")

    def get_initial(self):
        """The language of who writes and, where a commitment is given, the status that holds now."""
        initial = {"language": self.request.user.language} | super().get_initial()
        if commitment := initial.get("commitment"):
            status = Commitment.objects.with_status().values_list("status", flat=True).get(pk=commitment.pk)
            initial |= {"status": status} if status else {}
        return initial

    def form_valid(self, form):
        """What only the log itself can refuse is said beside the form too."""
        try:
            return super().form_valid(form)
        except ValidationError as error:
            known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if known else error.messages)
            return self.form_invalid(form)

    def save_instance(self):
        data = self.form.cleaned_data
        names = ("commitment", "status", "holds_on", "moves_to", "language", "reason", "corrects")
        common = {"title": data["evidence_title"], "is_public": not data["evidence_private"]}
        return report_submit(
            by=self.request.user,
            evidence=[
                *evidence_of(url=data["evidence_url"], **common),
                *evidence_of(file=data["evidence_file"], **common),
            ],
            milestones=data["milestones"],
            **{name: data[name] for name in names},
        )


class ReportView(DossierView):
    """One report: what it says, who decided, and what can still be done with it."""

    page_title = gettext_lazy("Status report")

    @cached_property
    def header_more_buttons(self):
        report, user = self.object, self.request.user
        buttons = submission_buttons(report, user)
        is_open = report.state == StatusReport.State.APPROVED and not report.corrections.exclude(state="returned")
        if is_open and may_submit(organisation=report.on_behalf_of, user=user):
            query = urlencode({"commitment": report.commitment_id, "corrects": report.pk})
            url = f"{reverse(self.viewset.get_url_name('add'))}?{query}"
            buttons.append(Button(_("Correct this report"), url=url, icon_name="edit", priority=30))
        return buttons
