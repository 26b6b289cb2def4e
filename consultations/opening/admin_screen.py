"""A screen of who opens consultations: what would be made public, or why it cannot be."""

from django.core.exceptions import ValidationError
from django.forms import Media
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages

from consultations.authoring.admin_screen import ConsultationScreen

from .refusals import Refused


class OpeningScreen(ConsultationScreen, FormView):
    """A form that is shown where the act is possible, and else why it is not."""

    permission_required = "open"
    template_name = "consultations/opening/act.html"
    button = explanation = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.at = timezone.now()

    def check(self):
        """What the act would make public. Raises Refused."""
        raise NotImplementedError

    def act(self, form):
        """Do it, and return what happened, in words. Raises Refused."""
        raise NotImplementedError

    @cached_property
    def checked(self):
        """(what would be made public or None, why it cannot be)."""
        try:
            return self.check(), []
        except Refused as refused:
            return None, refused.problems

    def post(self, request, *args, **kwargs):
        if self.checked[1]:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            done = self.act(form)
        except Refused as refused:
            form.add_error(None, ValidationError([_said(problem) for problem in refused.problems]))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.back_url)

    def get_context_data(self, **kwargs):
        document, problems = self.checked
        if problems:
            kwargs["form"] = None
        context = super().get_context_data(**kwargs)
        form = context["form"]
        style = Media(css={"all": ["consultations/css/opening_admin.css"]})
        return context | {
            "media": context["media"] + style + (form.media if form else Media()),
            "problems": [(problem, self._edit_url(problem)) for problem in problems],
            "explanation": self.explanation,
            "button": self.button,
            "edit_url": self.url("edit", self.consultation.pk),
            **self.differences(document),
        }

    def differences(self, document):
        return {}

    def _edit_url(self, problem):
        if not self.user_has_permission("change"):
            return ""
        anchor = f"#block-{problem.anchor}-section" if problem.anchor else ""
        return self.url("edit", self.consultation.pk) + anchor


def _said(problem):
    return f"{problem.where}: {problem.message}" if problem.where else problem.message
