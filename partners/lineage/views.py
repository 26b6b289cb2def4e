"""The screens on which the secretariat records what became of an organisation: asked, shown in words, then done."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from partners.models import Organisation
from partners.services.lineage import (
    organisation_leave,
    organisation_rename,
    organisation_reorganise,
    organisations_merge,
)

from . import preview
from .forms import DayForm, HandOverForm, MergeForm, RenameForm, ReorganiseForm

RIGHT = "partners.add_succession"
SURE, BACK = "sure", "back"
STYLE = Media(css={"all": ["editorial/css/overview.css", "partners/css/moderation.css"]})


class LineageView(WagtailAdminTemplateMixin, FormView):
    """One act: first what, then what will happen in words, then the act itself."""

    template_name = "partners/lineage/act.html"
    header_icon = "history"
    hand_over = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organisation(self):
        return get_object_or_404(Organisation.objects.filter(archived_at__isnull=True), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        here = {"url": dossier_url(self.organisation), "label": str(self.organisation)}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.organisation}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context["media"] + STYLE if "media" in context else context["form"].media + STYLE
        return context | {
            "organisation": self.organisation,
            "explanation": self.explanation,
            "button": self.button,
            "back_url": dossier_url(self.organisation),
        }

    def form_valid(self, form):
        if BACK in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        sure = SURE in self.request.POST
        try:
            extra = self.extra_form(form, self.request.POST if sure else None)
            if sure and (extra is None or extra.is_valid()):
                self.act(form, extra)
                messages.success(self.request, self.done(form), buttons=self.where_to_look(form))
                return redirect(dossier_url(self.organisation))
            self.try_out(form)
        except ValidationError as error:
            _add(error, form)
            return self.form_invalid(form)
        context = self.get_context_data(form=form, words=self.words(form), extra=extra, is_asked=True)
        return self.render_to_response(context)

    def try_out(self, form):
        """Do it and take it back: what stands in the way is said before the preview, beside the field."""
        with transaction.atomic():
            self.act(form, None)
            transaction.set_rollback(True)

    def extra_form(self, form, data):
        """What the preview asks besides, or None."""
        return None

    def where_to_look(self, form):
        return []


class RenameView(LineageView):
    page_title = gettext_lazy("Rename")
    button = gettext_lazy("Rename")
    explanation = gettext_lazy(
        "For the same organisation under another name. Where another organisation comes instead, use “Merge” or "
        "“Reorganise”."
    )
    form_class = RenameForm

    def act(self, form, extra):
        names, acronyms = form.texts("name"), form.texts("acronym")
        on, by = form.cleaned_data["on"], self.request.user
        organisation_rename(organisation=self.organisation, names=names, acronyms=acronyms, on=on, by=by)

    def words(self, form):
        return preview.of_rename(self.organisation, form.texts("name"), form.cleaned_data["on"])

    def done(self, form):
        return _("It has its new name. Its pages have a draft with that title: publish them below.")


class MergeView(LineageView):
    page_title = gettext_lazy("Merge into another one")
    button = gettext_lazy("Merge")
    explanation = gettext_lazy("This organisation ends, and another one that is in the register goes on in its place.")
    form_class = MergeForm

    def act(self, form, extra):
        data = form.cleaned_data
        organisations_merge(
            predecessor=self.organisation, successor=data["successor"], on=data["on"], by=self.request.user
        )

    def words(self, form):
        return preview.of_merge(self.organisation, form.cleaned_data["successor"], form.cleaned_data["on"])

    def done(self, form):
        names = {"old": self.organisation, "new": form.cleaned_data["successor"]}
        return _("“%(old)s” is merged into “%(new)s”. Look at both dossiers, and at their public pages.") % names

    def where_to_look(self, form):
        successor = form.cleaned_data["successor"]
        return [messages.button(dossier_url(successor), str(successor))]


class ReorganiseView(LineageView):
    page_title = gettext_lazy("Reorganise")
    button = gettext_lazy("Reorganise")
    explanation = gettext_lazy(
        "This organisation ends, and its work goes on in one or more others: a ministry that is split, for example. "
        "Who speaks for those is asked anew."
    )
    form_class = ReorganiseForm

    def act(self, form, extra):
        organisation_reorganise(
            predecessor=self.organisation,
            successors=form.successors,
            on=form.cleaned_data["on"],
            by=self.request.user,
            handed=extra.chosen if extra else None,
        )

    def extra_form(self, form, data):
        return HandOverForm(data, organisation=self.organisation, successors=form.successors, prefix="handed")

    def words(self, form):
        return preview.of_reorganise(self.organisation, form.successors, form.cleaned_data["on"])

    def done(self, form):
        return _("It is reorganised. Look at the dossiers of those that came after it.")

    def where_to_look(self, form):
        return [messages.button(dossier_url(one), str(one)) for one in form.successors]


class LeaveView(LineageView):
    page_title = gettext_lazy("Leave the partnership")
    button = gettext_lazy("Record that it leaves")
    explanation = gettext_lazy("The organisation goes on, but takes part no longer. Nothing that it promised is lost.")
    form_class = DayForm

    def act(self, form, extra):
        organisation_leave(organisation=self.organisation, on=form.cleaned_data["on"], by=self.request.user)

    def words(self, form):
        return preview.of_leave(self.organisation, form.cleaned_data["on"])

    def done(self, form):
        return _("It has left. Its page says so.")


def dossier_url(organisation):
    return reverse(Organisation.snippet_viewset.get_url_name("inspect"), args=[organisation.pk])


PLACES = {"successors": "successor_1"}
"""Where the form asks what the service calls otherwise."""


def _add(error, form):
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, remarks in error.message_dict.items():
        place = PLACES.get(name, name)
        for remark in remarks:
            form.add_error(place if place in form.fields else None, remark)
