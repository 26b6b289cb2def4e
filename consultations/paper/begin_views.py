"""The first screen of an entry: which consultation, how it came in, and its document."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from consultations.models import Draft

from .entries import Facts, entry_begin
from .entry_forms import BeginForm
from .screens import Screen, private

BEGUN, MOST = "entries_begun", 20


def remember(request, draft):
    """Where this person finds the entry again."""
    request.session[BEGUN] = [*request.session.get(BEGUN, []), draft.pk][-MOST:]


def begun(request):
    """The entries of this person that are not sent yet, newest first."""
    drafts = Draft.objects.filter(pk__in=request.session.get(BEGUN, []), sent_at__isnull=True)
    return drafts.select_related("consultation").order_by("-saved_at")


@private
class BeginView(Screen, FormView):
    """Which consultation, how and when it came in, and the document itself."""

    permission_required = "add"
    page_title = gettext_lazy("Enter a contribution")
    header_icon = "plus"
    template_name = "consultations/paper/begin.html"
    form_class = BeginForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        asked = self.request.GET.get("consultation", "")
        return {"consultation": asked} if asked.isdecimal() and len(asked) < 10 else {}

    def form_valid(self, form):
        given, filled = form.cleaned_data, form.filled
        facts = Facts(
            by=self.request.user.pk,
            channel=given["channel"],
            received_on=given["received_on"].isoformat(),
            about=filled.about if filled else {},
            sources=[form.source],
        )
        draft = entry_begin(
            consultation=given["consultation"],
            language=filled.language if filled else given["language"],
            facts=facts,
            typed=filled.typed if filled else {},
        )
        remember(self.request, draft)
        if filled:
            self._tell(filled, draft)
        return redirect("contributions:enter", pk=draft.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"begun": begun(self.request)}

    def _tell(self, filled, draft):
        messages.success(self.request, _("The spreadsheet filled in the answers. Compare them with it."))
        if filled.version.pk != draft.version_id:
            messages.warning(
                self.request, _("This form is of an older version: some questions may have changed since.")
            )
        for problem in filled.problems[:20]:
            messages.warning(self.request, f"{problem.place}: {problem.message}")
