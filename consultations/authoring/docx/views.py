"""The screens: choose a DOCX file, see clause by clause what it would change, confirm."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from consultations.authoring.admin_screen import ConsultationScreen

from . import holding
from .forms import ConfirmForm, UploadForm
from .importing import Moved, text_import
from .planning import State, clauses_of, plan_of

WORDS = {
    State.SAME: gettext_lazy("Same"),
    State.CHANGED: gettext_lazy("Changed"),
    State.NEW: gettext_lazy("New"),
    State.GONE: gettext_lazy("Not in the file any more"),
    State.KEPT: gettext_lazy("Not in the file; stays"),
}

private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


@private
class UploadView(ConsultationScreen, FormView):
    form_class = UploadForm
    page_title = gettext_lazy("Import the draft text")
    header_icon = "upload"
    template_name = "consultations/authoring/upload.html"

    def form_valid(self, form):
        upload = holding.keep(
            user=self.request.user,
            consultation=self.consultation,
            name=form.cleaned_data["file"].name,
            languages=form.languages,
            parts=form.parts,
            at=timezone.now(),
        )
        return redirect(self.url("review_text", self.consultation.pk, upload.token))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"clauses": clauses_of(self.consultation)}


@private
class ReviewView(ConsultationScreen, TemplateView):
    """What the file says beside what is there; confirmed, all of it is done."""

    page_title = gettext_lazy("What this file changes")
    header_icon = "upload"
    template_name = "consultations/authoring/review.html"

    @cached_property
    def upload(self):
        return holding.kept(
            token=self.kwargs["token"], user=self.request.user, consultation=self.consultation, at=timezone.now()
        )

    @cached_property
    def plan(self):
        return plan_of(self.upload.parts, clauses_of(self.consultation), self.upload.languages)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.upload else self._gone()

    def post(self, request, *args, **kwargs):
        if self.upload is None:
            return self._gone()
        form = ConfirmForm(request.POST, plan=self.plan)
        try:
            if not form.is_valid():
                raise Moved
            plan = text_import(
                consultation=self.consultation,
                upload=self.upload,
                digest=form.cleaned_data["seen"],
                apart=form.chosen_apart(),
                keep_gone=form.cleaned_data["keep_gone"],
                by=request.user,
            )
        except Moved:
            messages.warning(
                request, _("The draft text changed meanwhile, so nothing was done. See what would happen now.")
            )
            return redirect(request.path)
        holding.forget(self.upload)
        words = _("The draft text was imported: %(new)s new, %(changed)s changed, %(gone)s not in the file.")
        counts = {"new": State.NEW, "changed": State.CHANGED, "gone": State.GONE}
        messages.success(request, words % {name: plan.count(state) for name, state in counts.items()})
        return redirect(self.back_url)

    def _gone(self):
        messages.error(self.request, _("This upload is no longer there. Choose the file once more."))
        return redirect(self.url("upload_text", self.consultation.pk))

    def get_context_data(self, **kwargs):
        languages = [(code, name) for code, name in settings.LANGUAGES if code in self.upload.languages]
        counts = [(words, self.plan.count(state)) for state, words in WORDS.items() if self.plan.count(state)]
        return super().get_context_data(**kwargs) | {
            "upload": self.upload,
            "plan": self.plan,
            "form": ConfirmForm(initial={"seen": self.plan.digest()}, plan=self.plan),
            "languages": [name for _code, name in languages],
            "rows": [(row, WORDS[row.state], self._cells(row, languages)) for row in self.plan.rows],
            "counts": counts,
            "has_gone": self.plan.count(State.GONE),
            "upload_url": self.url("upload_text", self.consultation.pk),
        }

    def _cells(self, row, languages):
        """Per language: (code, what stands there, what the file says)."""
        in_file = row.state not in (State.GONE, State.KEPT)
        return [
            (code, row.old.texts.get(code, "") if row.old else "", row.texts.get(code, "") if in_file else "")
            for code, _name in languages
        ]
