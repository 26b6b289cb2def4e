"""The screens of one thing that was sent in: decide on it, add the other language."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.services.submissions import APPROVE, languages_without_reason, may_decide, may_translate, saying_translate
from core.languages import active_language

from .differences import describe
from .kinds import KINDS, about, dossier_of
from .policies import decides
from .queue_forms import DecisionForm, WordsForm
from .queue_views import STYLE, decide


class SubmissionView(WagtailAdminTemplateMixin, FormView):
    """A form about one thing that was sent in."""

    header_icon = "check"
    template_name = "actions/board/submission.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.may_at_all(request.user):
            raise PermissionDenied
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def submission(self):
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404
        return get_object_or_404(kind.objects(), pk=self.kwargs["pk"])

    @property
    def back_url(self):
        return dossier_of(self.submission) or dossier_of(about(self.submission)) or reverse("queue:index")

    def get_breadcrumbs_items(self):
        subject = about(self.submission)
        here = {"url": dossier_of(subject), "label": str(subject)}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        (said,) = describe([self.submission], active_language())
        return context | {"said": said, "button": self.button, "back_url": self.back_url, "media": STYLE}

    def form_valid(self, form):
        try:
            message = self.act(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect(self.back_url)


class DecideView(SubmissionView):
    """Approves or returns one submission."""

    page_title = gettext_lazy("Approve or return")
    button = gettext_lazy("Decide")
    form_class = DecisionForm

    def may_at_all(self, user):
        return decides(user)

    def may(self, user):
        return may_decide(submission=self.submission, user=user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"submission": self.submission}

    def act(self, form):
        decision = form.cleaned_data["decision"]
        decide(
            submission=self.submission,
            decision=decision,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            words=form.words,
        )
        if decision == DecisionForm.APPROVE:
            return _("It is approved and counts from now on.")
        return _("It is returned with your reason.")


class TranslateView(SubmissionView):
    """Adds the other language to something that was sent in, whatever was decided on it."""

    page_title = gettext_lazy("Add the other language")
    header_icon = "globe"
    button = gettext_lazy("Save")
    form_class = WordsForm

    def may_at_all(self, user):
        return decides(user) or user.has_perm(APPROVE) or user.has_perm("actions.add_statusreport")

    def may(self, user):
        return may_translate(submission=self.submission, user=user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"languages": languages_without_reason(self.submission)}

    @transaction.atomic
    def act(self, form):
        if not form.words:
            raise ValidationError(_("There is nothing to add: the reason is there in every language."))
        for language, text in form.words.items():
            saying_translate(saying=self.submission, language=language, reason=text, by=self.request.user)
        return _("The reason can be read in this language too.")
