"""The second person: compares what was entered with its source, side by side."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from consultations.after.sending import mail
from consultations.fields.words import answer_rows
from consultations.models import AccessEntry, Contribution, Source
from consultations.privacy.log import look
from consultations.questionnaire import read
from consultations.services.identities import identity_read
from consultations.storing import read_back
from core.languages import active_language

from .entry_forms import ReasonForm
from .journal import last_return
from .screens import OneScreen, Screen, private
from .services import entry_check, entry_return
from .serving import is_shown, served

CONFIRM = "confirm"


@private
class CheckView(OneScreen, FormView):
    """Shows everything that was entered, with who sent it: a look at personal data, which is recorded."""

    permission_required = "check"
    page_title = gettext_lazy("Compare with its source")
    header_icon = "check"
    template_name = "consultations/paper/check.html"
    form_class = ReasonForm

    def get(self, request, *args, **kwargs):
        row = self.contribution
        if row.state != Contribution.State.TO_CHECK:
            messages.warning(request, _("This contribution does not wait for a check."))
            return redirect(self.back_url)
        look(request.user, AccessEntry.Act.VIEW, row.consultation, row)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("act") != CONFIRM:
            return super().post(request, *args, **kwargs)
        at = timezone.now()
        try:
            contribution = entry_check(contribution=self.contribution, by=request.user, at=at)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(self.back_url)
        mail(contribution, at)
        messages.success(request, _("It is received: it has its receipt."))
        return redirect(self.back_url)

    def form_valid(self, form):
        try:
            entry_return(contribution=self.contribution, by=self.request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
        else:
            messages.success(self.request, _("It is returned with your reason. It waits for a correction."))
        return redirect(self.back_url)

    def get_context_data(self, **kwargs):
        row, language = self.contribution, active_language()
        answers, comments = read_back(row)
        files = row.files.select_related("question")
        sources = list(row.sources.all())
        return super().get_context_data(**kwargs) | {
            "contribution": row,
            "identity": identity_read(row),
            "sections": answer_rows(
                read(row.version.document), answers, comments, language, files, written_in=row.language
            ),
            "sources": sources,
            "shown": next((source for source in sources if is_shown(source.name)), None),
            "returned": last_return(row),
            "is_own": row.entered_by_id == self.request.user.pk,
        }


@private
class SourceView(Screen, View):
    """The document that a contribution was entered from; each look at it is recorded."""

    permission_required = "check"
    http_method_names = ["get"]

    def get(self, request, pk):
        source = get_object_or_404(Source.objects.select_related("contribution__consultation"), pk=pk)
        answer = served(source.file.name, source.name)
        look(request.user, AccessEntry.Act.OPEN_FILE, source.contribution.consultation, source.contribution)
        return answer
