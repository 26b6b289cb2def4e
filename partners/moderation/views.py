"""The queue of requests, and the screen on which one of them is decided."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.languages import active_language, language_name

from .acts import AlreadyDecided, accept, send_back
from .forms import ACCEPT, MINE, DecisionForm, FilterForm
from .kinds import kind_of, kinds_for
from .queue import requests_of, waiting_keys
from .rows import dossier_of, earlier_rows, public_pages, row_of
from .rules import may_decide

STYLE = Media(css={"all": ["editorial/css/overview.css", "partners/css/moderation.css"]})
AT_ONCE = 30
"""How many requests stand on one screen."""


class ModeratorScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who decides on something."""

    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        if not kinds_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class QueueView(ModeratorScreen):
    """All that waits for who looks, the oldest first."""

    page_title = gettext_lazy("Requests")
    template_name = "partners/moderation/queue.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user, kinds = self.request.user, kinds_for(self.request.user)
        form = FilterForm(self.request.GET, kinds=kinds)
        chosen = form.chosen
        keys = waiting_keys(user, kind=chosen["kind"], manager=user if chosen["manager"] == MINE else None)
        page = WagtailPaginator(keys, AT_ONCE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "filter": form,
            "is_narrowed": any(chosen.values()),
            "rows": [row_of(kind, one, user) for kind, one in requests_of(page.object_list)],
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "media": STYLE,
        }


class DecideView(ModeratorScreen):
    """One request: what it would change, what was decided before, and the decision."""

    template_name = "partners/moderation/request.html"

    @cached_property
    def kind(self):
        kind = kind_of(self.kwargs["kind"])
        if kind is None:
            raise Http404
        if not self.request.user.has_perm(kind.permission):
            raise PermissionDenied
        return kind

    @cached_property
    def asked(self):
        """The request; a draft is its author's own business."""
        drafts = [self.kind.model.State.DRAFT, self.kind.model.State.CONFIRMING]
        return get_object_or_404(self.kind.objects().exclude(state__in=drafts), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.kind.label)

    def get_breadcrumbs_items(self):
        queue = {"url": reverse("requests:index"), "label": _("Requests")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.page_title}]

    @property
    def may(self):
        return may_decide(kind=self.kind, request=self.asked, user=self.request.user)

    def forms(self, data=None, files=None):
        """The decision, and what accepting asks for, or None."""
        decision = DecisionForm(data, request=self.asked, language_name=language_name(self.asked.language))
        own = self.kind.form_class and self.kind.form_class(data, files, request=self.asked, prefix=self.kind.code)
        return decision, own

    def get_context_data(self, *, forms=None, **kwargs):
        asked, organisation = self.asked, self.asked.organisation
        changes = self.kind.changes(asked, active_language())
        is_open = asked.state == asked.State.SUBMITTED
        form, own = forms or (self.forms() if is_open and self.may else (None, None))
        now = self.kind.url_of_subject(asked) if self.kind.url_of_subject else dossier_of(organisation)
        return super().get_context_data(**kwargs) | {
            "row": row_of(self.kind, asked, self.request.user),
            "changes": changes,
            "has_before": any(change.before or getattr(change, "meanwhile", None) is not None for change in changes),
            "language": language_name(asked.language),
            "pages": public_pages(organisation),
            "now_url": now,
            "earlier": earlier_rows(self.kind, asked),
            "is_open": is_open,
            "form": form,
            "own_form": own,
            "back_url": reverse("requests:index"),
            "media": STYLE + (own.media if own else Media()),
        }

    def post(self, request, *args, **kwargs):
        form, own = forms = self.forms(request.POST, request.FILES)
        decision = form.cleaned_data.get("decision") if form.is_valid() else form["decision"].value()
        is_complete = form.is_valid() and (decision != ACCEPT or own is None or own.is_valid())
        if is_complete:
            try:
                return self.decide(form.cleaned_data, own)
            except AlreadyDecided as error:
                messages.warning(request, error.messages[0])
                return redirect(request.path)
            except ValidationError as error:
                _add(error, form, own if decision == ACCEPT else None)
        # What is refused is shown beside what there is now, which may be newer than what was read.
        form.data = form.data.copy()
        form.data["seen"] = form.fields["seen"].initial
        messages.error(request, _("It is not decided yet: see the remarks below. Nothing you typed is lost."))
        return self.render_to_response(self.get_context_data(forms=forms))

    def decide(self, data, own):
        same = {"kind": self.kind, "request": self.asked, "by": self.request.user, "seen": data["seen"]}
        if data["decision"] == ACCEPT:
            accept(data=getattr(own, "texts", own.cleaned_data) if own else {}, **same)
            done = _("“%(subject)s” is accepted.")
        else:
            send_back(reason=data["reason"], **same)
            done = _("“%(subject)s” is sent back with your reason.")
        asked = self.kind.objects().get(pk=self.asked.pk)
        buttons = []
        if url := dossier_of(asked.organisation):
            buttons.append(messages.button(url, _("Dossier of the organisation")))
        subject = self.kind.subject_of(asked) or _("A new organisation")
        messages.success(self.request, done % {"subject": subject}, buttons=buttons)
        return redirect("requests:index")


def _add(error, form, own):
    """What a service refused, beside the field that it is about, else above the form."""
    named = error.message_dict if hasattr(error, "error_dict") else {}
    for name, remarks in named.items():
        place = next((one for one in (own, form) if one is not None and name in one.fields), None)
        for remark in remarks:
            (place or form).add_error(name if place else None, remark)
    if not named:
        form.add_error(None, error)
