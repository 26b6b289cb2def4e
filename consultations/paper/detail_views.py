"""One contribution, as staff reads it: what was answered, from what, and what happened to it since."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from consultations.fields.words import answer_rows
from consultations.models import AccessEntry, Contribution
from consultations.privacy.log import look
from consultations.questionnaire import read
from consultations.storing import read_back
from consultations.typed import QUESTION
from core.languages import active_language

from .entry_forms import ReasonForm
from .history import happened
from .journal import last_return
from .lines import counts, fact_headings, facts_line
from .screens import OneScreen, private
from .services import contribution_admit

VIEW_IDENTITY = "consultations.view_identity"


@private
class ContributionView(OneScreen, TemplateView):
    """Without who sent it, and without sensitive answers: those stand behind buttons that are recorded."""

    template_name = "consultations/paper/detail.html"
    with_private = False

    def get_page_title(self):
        return self.contribution.reference

    def above(self):
        return []

    @cached_property
    def may_check(self):
        waits = self.contribution.state == Contribution.State.TO_CHECK
        return waits and self.user_has_permission("check")

    @cached_property
    def header_buttons(self):
        if not self.may_check or self.contribution.entered_by_id == self.request.user.pk:
            return []
        url = reverse("contributions:check", args=[self.contribution.pk])
        return [HeaderButton(_("Compare with its source"), url=url, icon_name="check")]

    @cached_property
    def header_more_buttons(self):
        found, pk = [], self.contribution.pk
        if self._can_be_admitted and self.user_has_permission("check"):
            found.append((_("Admit this late contribution"), "admit", "success"))
        if self._has_private and not self.with_private and self.request.user.has_perm(VIEW_IDENTITY):
            found.append((_("Show the sensitive answers (recorded)"), "sensitive", "warning"))
        return [
            Button(label, url=reverse(f"contributions:{name}", args=[pk]), icon_name=icon, priority=10 + place)
            for place, (label, name, icon) in enumerate(found)
        ]

    @property
    def _can_be_admitted(self):
        row = self.contribution
        is_late = row.lateness == Contribution.Lateness.LATE and not row.admitted_at
        return is_late and row.state != Contribution.State.WITHDRAWN

    @cached_property
    def _has_private(self):
        return any(row.is_private and row.is_answered for section in self.sections for row in section.rows)

    @cached_property
    def sections(self):
        row, files = self.contribution, self.contribution.files.select_related("question")
        answers, comments = read_back(row)
        return answer_rows(
            read(row.version.document), answers, comments, active_language(), files, written_in=row.language
        )

    @cached_property
    def files(self):
        """The documents, without those of sensitive questions where these are not shown."""
        private = {
            row.key.removeprefix(QUESTION) for section in self.sections for row in section.rows if row.is_private
        }
        files = self.contribution.files.select_related("question")
        return [file for file in files if self.with_private or str(file.question.uid) not in private]

    def facts(self):
        row = self.contribution
        row.version_number = row.version.number
        line = facts_line(row)
        found = [(label, line[name]) for name, label in fact_headings().items() if line[name] not in ("", None)]
        return [*found, (_("SHA-256 of the answers"), row.digest)]

    def get_context_data(self, **kwargs):
        row = self.contribution
        return super().get_context_data(**kwargs) | {
            "contribution": row,
            "facts": self.facts(),
            "counts": counts(row),
            "returned": last_return(row) if row.state == Contribution.State.TO_CHECK else None,
            "sections": self.sections,
            "with_private": self.with_private,
            "files": self.files,
            "sources": row.sources.all() if self.user_has_permission("check") else [],
            "receipts": row.receipts.select_related("version"),
            "history": happened(row),
            "may_correct": row.state == Contribution.State.TO_CHECK and self.user_has_permission("add"),
            "sees_identity": self.request.user.has_perm(VIEW_IDENTITY),
        }


@private
class SensitiveView(ContributionView):
    """The same, with the sensitive answers: a look at personal data, which is recorded."""

    with_private = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(VIEW_IDENTITY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        look(request.user, AccessEntry.Act.VIEW, self.contribution.consultation, self.contribution)
        return super().get(request, *args, **kwargs)


@private
class AdmitView(OneScreen, FormView):
    """Lets a late contribution count, for a reason that stays with it."""

    permission_required = "check"
    page_title = gettext_lazy("Admit a late contribution")
    template_name = "editorial/form.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "button": _("Admit"),
            "back_url": self.back_url,
            "explanation": _("It counts from now on. It stays marked as late, with your name and the reason."),
        }

    def form_valid(self, form):
        try:
            contribution_admit(
                contribution=self.contribution, by=self.request.user, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("It counts from now on."))
        return redirect(self.back_url)
