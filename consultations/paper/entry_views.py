"""Entering a contribution that came in on paper, by mail or at a meeting."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from consultations.answering.about_form import about_typed
from consultations.files.services import file_add, file_remove
from consultations.models import AccessEntry, Draft
from consultations.privacy.log import look
from consultations.services.sending import NewVersion, NotSent
from consultations.typed import QUESTION

from .entries import entry_correct, entry_save, entry_send, facts_of
from .entry_page import EntryPage
from .screens import OneScreen, Screen, private
from .serving import served

SAVE = "save"


class EntryScreen(Screen):
    """A screen of a draft that staff writes."""

    permission_required = "add"

    @cached_property
    def draft(self):
        drafts = Draft.objects.select_related("consultation__organisation", "contribution", "version")
        draft = get_object_or_404(drafts, pk=self.kwargs["pk"])
        facts = facts_of(draft)
        if not draft.sent_at and (facts is None or facts.by != self.request.user.pk):
            raise Http404  # what somebody is still writing is nobody else's
        return draft

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("add") and self.draft.sent_at:
            return redirect("contributions:inspect", pk=self.draft.contribution_id)
        return super().dispatch(request, *args, **kwargs)


@private
class EntryView(EntryScreen, TemplateView):
    """Saves whatever is typed; sends it to be checked once everything is right."""

    page_title = gettext_lazy("Enter a contribution")
    header_icon = "edit"
    template_name = "consultations/paper/enter.html"

    @cached_property
    def page(self):
        return EntryPage(self.draft, facts_of(self.draft))

    def get_context_data(self, **kwargs):
        page, draft = self.page, self.draft
        shown = {"arrival": page.arrival(), "about": None, "problems": None} | kwargs
        questions = page.questions(shown["problems"])
        about = shown["about"] or page.about().unchecked()
        correction = draft.contribution_id is not None
        context = super().get_context_data(**kwargs) | {
            "draft": draft,
            "arrival": shown["arrival"],
            "about": about,
            "questions": questions,
            "shows_errors": "problems" in kwargs,
            "contribution": draft.contribution,
            "sources": draft.contribution.sources.all() if correction else [],
            "held": [] if correction else page.facts.sources,
        }
        context["media"] += questions.media
        return context

    def post(self, request, *args, **kwargs):
        at, page, facts = timezone.now(), self.page, self.page.facts
        arrival = page.arrival(request.POST)
        if arrival.is_valid():
            facts.channel = arrival.cleaned_data["channel"]
            facts.received_on = arrival.cleaned_data["received_on"].isoformat()
        facts.about = about_typed(request.POST)
        page.draft = entry_save(draft=page.draft, typed=page.typed_in(request.POST), facts=facts, at=at)
        problems = self._files(at)
        if "remove-file" in request.POST or (
            request.POST.get("act") == "save" and not problems and arrival.is_valid()
        ):
            messages.success(request, _("Saved. You can go on later."))
            return redirect("contributions:enter", pk=page.draft.pk)
        about = page.about()
        if arrival.is_valid() and about.is_valid() and not problems:
            problems = self._send(about, at)
            if problems is None:
                messages.success(request, _("It waits for somebody else now, who compares it with its source."))
                return redirect("contributions:inspect", pk=self.sent.pk)
        self.draft = page.draft
        return self.render_to_response(self.get_context_data(arrival=arrival, about=about, problems=problems))

    def _files(self, at):
        """Keep the documents that were chosen; what is wrong with them: {key: message}."""
        problems = {}
        if key := self.request.POST.get("remove-file"):
            file_remove(self.page.draft, key)
        for name, uploads in self.request.FILES.lists():
            for uploaded in uploads:
                try:
                    file_add(self.page.draft, name.removeprefix(QUESTION), uploaded, at)
                except ValidationError as error:
                    problems[name] = error.messages[0]
        return problems

    def _send(self, about, at):
        """None once it is sent; else what is wrong: {key: message}."""
        try:
            self.sent = entry_send(
                draft=self.page.draft, about=about.about(), facts=self.page.facts, by=self.request.user, at=at
            )
        except NotSent as refused:
            return refused.problems
        except NewVersion:
            messages.warning(self.request, _("The questions changed meanwhile. Look at them once more."))
            return {}
        return None


@private
class HeldSourceView(EntryScreen, View):
    """The document of an entry that is not sent yet."""

    def get(self, request, pk):
        sources = facts_of(self.draft).sources
        if not sources:
            raise Http404
        answer = served(sources[0]["file"], sources[0]["name"])
        look(request.user, AccessEntry.Act.OPEN_FILE, self.draft.consultation)
        return answer


@private
class CorrectView(OneScreen, View):
    """Opens an entry once more; who sends it then is the one who entered it."""

    permission_required = "add"
    http_method_names = ["get", "post"]

    def get(self, request, pk):
        return redirect(self.back_url)

    def post(self, request, pk):
        try:
            draft = entry_correct(contribution=self.contribution, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(self.back_url)
        look(request.user, AccessEntry.Act.VIEW, self.contribution.consultation, self.contribution)
        return redirect(reverse("contributions:enter", args=[draft.pk]))
