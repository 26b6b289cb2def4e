"""What is done with several commitments of a board at once: asked once more, then done and told in words."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.models import Commitment, ContactPerson

from . import rows
from .acts import ACTS, acts_for
from .board_views import STYLE, PlanMixin
from .policies import known_contacts

MOST_AT_ONCE = 200


class BulkForm(forms.Form):
    """The act, asked for once more with what it needs."""

    contact = forms.ChoiceField(label=gettext_lazy("Contact person"))

    def __init__(self, *args, act, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [("", "–"), *people]
        if not act.asks_contact:
            del self.fields["contact"]


class BulkView(PlanMixin, WagtailAdminTemplateMixin, FormView):
    """Asks whether it is to be done to the chosen commitments, and does it."""

    model = Commitment
    header_icon = "tasks"
    template_name = "actions/board/bulk.html"
    form_class = BulkForm
    http_method_names = ["post"]

    @cached_property
    def act(self):
        return ACTS.get(self.request.POST.get("act", ""))

    @cached_property
    def rows(self):
        chosen = [pk for pk in dict.fromkeys(self.request.POST.getlist("row")) if pk.isdecimal() and len(pk) < 10]
        found = Commitment.objects.filter(
            pk__in=chosen[:MOST_AT_ONCE], action__plan=self.plan, archived_at__isnull=True
        )
        return rows.rows_of(found.order_by("action__number", "pk").values_list("pk", flat=True), self.request.user)

    def get_page_title(self):
        return self.act.label

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.act.label}]

    @property
    def back_url(self):
        """The board as it was filtered."""
        query = self.request.POST.get("query", "")[:2000]
        address = reverse("board:plan", args=[self.plan.pk])
        return f"{address}?{query}" if query.isprintable() and query else address

    def get_form_kwargs(self):
        people = []
        if self.act.asks_contact:
            people = [(one.pk, f"{one.name} ({one.organisation})") for one in known_contacts(self.request.user)]
        kwargs = super().get_form_kwargs() | {"act": self.act, "people": people}
        if "sure" not in self.request.POST:  # not filled in yet, so nothing is wrong yet
            kwargs |= {"data": None, "files": None}
        return kwargs

    def post(self, request, *args, **kwargs):
        if not acts_for(request.user):
            raise PermissionDenied
        if self.act is None or not self.act.is_offered(request.user):
            messages.error(request, _("Choose what is to be done."))
            return redirect(self.back_url)
        if not self.rows:
            messages.error(request, _("Choose at least one commitment."))
            return redirect(self.back_url)
        if "sure" not in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "act": self.act,
            "rows": self.rows,
            "plan": self.plan,
            "back_url": self.back_url,
            "query": self.request.POST.get("query", "")[:2000],
            "media": STYLE,
        }

    def form_valid(self, form):
        contact = None
        if chosen := form.cleaned_data.get("contact"):
            contact = ContactPerson.objects.select_related("organisation").get(pk=chosen)
        outcome = self.act.run([row.commitment for row in self.rows], self.request.user, contact=contact)
        if outcome.done:
            done = ngettext("Done for %(number)s commitment.", "Done for %(number)s commitments.", outcome.done)
            label, words = self.act.label, done % {"number": outcome.done}
            messages.success(self.request, format_html("{}: {}", label, words))
        if outcome.refused:
            messages.warning(self.request, _refused(outcome.refused))
        return redirect(self.back_url)


def _refused(refused):
    opening = ngettext("Not done for %(number)s commitment:", "Not done for %(number)s commitments:", len(refused))
    reasons = format_html_join("", "<li>{}: {}</li>", refused)
    return format_html("{} <ul>{}</ul>", opening % {"number": len(refused)}, reasons)
