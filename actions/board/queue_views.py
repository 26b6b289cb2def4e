"""The queue of what waits for who looks, and the screens of one submission: decide, add the other language."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Media
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.services.submissions import (
    may_decide,
    saying_translate,
    submission_approve,
    submission_return,
)
from core.languages import active_language

from .differences import describe
from .kinds import KINDS, about, key_of
from .policies import decides
from .queue import submissions_of, waiting_keys
from .queue_forms import DecisionForm, EveryForm

STYLE = Media(css={"all": ["editorial/css/overview.css", "actions/css/board.css"]})
AT_ONCE = 20
"""How many submissions stand on one screen."""


@transaction.atomic
def decide(*, submission, decision, by, reason="", words=None):
    """Approve it and add the other languages, or return it."""
    if decision == DecisionForm.RETURN:
        return submission_return(submission=submission, by=by, reason=reason)
    decided = submission_approve(submission=submission, by=by)
    for language, text in (words or {}).items():
        saying_translate(saying=decided, language=language, reason=text, by=by)
    return decided


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """Everything that waits for who looks, each beside what was approved before it, with its own decision."""

    page_title = gettext_lazy("To approve")
    header_icon = "check"
    template_name = "actions/board/queue.html"

    def dispatch(self, request, *args, **kwargs):
        if not decides(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def page(self):
        return WagtailPaginator(waiting_keys(self.request.user), AT_ONCE).get_page(self.request.GET.get("p"))

    def get_context_data(self, *, items=None, every=None, **kwargs):
        context = super().get_context_data(**kwargs)
        if items is None:
            items = [(one, self._form(one)) for one in submissions_of(self.page.object_list)]
        said = describe([submission for submission, _form in items], active_language())
        return context | {
            "items": [{"said": one, "form": form} for one, (_one, form) in zip(said, items, strict=True)],
            "every": every or EveryForm(),
            "page_obj": self.page,
            "is_paginated": self.page.has_other_pages(),
            "media": STYLE,
        }

    def _form(self, submission, data=None):
        return DecisionForm(data, prefix=key_of(submission), submission=submission, may_wait=True)

    def post(self, request, *args, **kwargs):
        """Take the decisions that were filled in; what was refused stays, with why and with all that was typed."""
        posted = [key.partition("-") for key in dict.fromkeys(request.POST.getlist("item"))][:AT_ONCE]
        keys = [(kind, int(pk)) for kind, _dash, pk in posted if kind in KINDS and pk.isdecimal() and len(pk) < 10]
        every = EveryForm(request.POST)
        every_is_valid = every.is_valid()
        done, left = {DecisionForm.APPROVE: 0, DecisionForm.RETURN: 0}, []
        for submission in submissions_of(keys):
            if not may_decide(submission=submission, user=request.user):
                messages.error(request, _("“%(title)s” is for others to decide.") % {"title": about(submission)})
                continue
            form = self._form(submission, request.POST)
            decision = self._decide(submission, form, every if every_is_valid else None)
            if decision in done:
                done[decision] += 1
            else:
                left.append((submission, form))
        for message in _done_in_words(done):
            messages.success(request, message)
        refused = sum(bool(form.errors) for _submission, form in left)
        if every_is_valid and not refused:
            return redirect(request.get_full_path())
        messages.error(request, _("Not everything could be done: see the remarks below. Nothing you typed is lost."))
        return self.render_to_response(self.get_context_data(items=left, every=every))

    def _decide(self, submission, form, every):
        """The decision that was taken, or "" where there is none; what is wrong stands in the form."""
        if not form.is_valid():
            return ""
        decision, reason = form.cleaned_data["decision"], form.cleaned_data["reason"]
        if not decision and every:
            decision, reason = every.cleaned_data["every"], every.cleaned_data["every_reason"]
        if not decision:
            return ""
        try:
            decide(submission=submission, decision=decision, by=self.request.user, reason=reason, words=form.words)
        except ValidationError as error:
            form.add_error(None, error)
            return ""
        return decision


def _done_in_words(done):
    if number := done[DecisionForm.APPROVE]:
        yield ngettext(
            "%(number)s submission is approved and counts from now on.",
            "%(number)s submissions are approved and count from now on.",
            number,
        ) % {"number": number}
    if number := done[DecisionForm.RETURN]:
        yield ngettext(
            "%(number)s submission is returned with your reason.",
            "%(number)s submissions are returned with your reason.",
            number,
        ) % {"number": number}
