"""Who sent a contribution: shown to few, behind a button, and each time recorded."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from consultations.models import AccessEntry, Contribution, Erasure, Identity
from consultations.services.erasing import contribution_erase, identity_erase
from consultations.services.identities import identity_open
from core.sealing import Unreadable

from .log import look
from .policies import POLICIES

private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class IdentityScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    model = Identity
    permission_policy = POLICIES[Identity]
    header_icon = "user"

    @cached_property
    def contribution(self):
        found = Contribution.objects.select_related("consultation__organisation")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def url(self):
        return reverse("identities:identity", args=[self.contribution.pk])

    def get_page_subtitle(self):
        return self.contribution.reference

    def get_breadcrumbs_items(self):
        index = {"url": reverse("identities:list"), "label": _("Who sent contributions")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.contribution.reference}]


@private
class IdentityView(IdentityScreen, TemplateView):
    """GET shows whether something is kept; the button shows it, and is recorded."""

    permission_required = "view"
    page_title = gettext_lazy("Who sent it")
    template_name = "consultations/privacy/admin/identity.html"

    def post(self, request, *args, **kwargs):
        # What cannot be recorded is not shown either.
        look(request.user, AccessEntry.Act.VIEW, self.contribution.consultation, self.contribution)
        try:
            known = {"identity": identity_open(self.contribution), "is_shown": True}
        except Unreadable:
            known = {"is_unreadable": True}
        return self.render_to_response(self.get_context_data(**known))

    def get_context_data(self, **kwargs):
        may_erase = self.user_has_permission("erase")
        return super().get_context_data(**kwargs) | {
            "contribution": self.contribution,
            "kept": Identity.objects.filter(contribution=self.contribution).only("expires_on").first(),
            "erase_url": reverse("identities:erase", args=[self.contribution.pk]) if may_erase else "",
        }


class EraseForm(forms.Form):
    what = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[
            (
                Erasure.What.IDENTITY,
                gettext_lazy(
                    "Who sent it, the document that it was entered from, and the answers to sensitive questions"
                ),
            ),
            (Erasure.What.CONTRIBUTION, gettext_lazy("Also everything written in words, and the documents")),
        ],
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[(cause, cause.label) for cause in (Erasure.Cause.REQUEST, Erasure.Cause.STAFF)],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=gettext_lazy("Yes, I am sure"))


@private
class EraseView(IdentityScreen, FormView):
    permission_required = "erase"
    page_title = gettext_lazy("Erase personal data")
    template_name = "editorial/form.html"
    form_class = EraseForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "button": _("Erase for ever"),
            "back_url": self.url,
            "explanation": _(
                "It cannot be undone, and restoring a backup does not bring it back. The reference, the receipts and "
                "what was chosen from lists stay, and count without anybody’s name."
            ),
        }

    def form_valid(self, form):
        erase = identity_erase if form.cleaned_data["what"] == Erasure.What.IDENTITY else contribution_erase
        was_there = erase(contribution=self.contribution, cause=form.cleaned_data["cause"], by=self.request.user)
        if was_there:
            look(self.request.user, AccessEntry.Act.ERASE, self.contribution.consultation, self.contribution)
            messages.success(self.request, _("It is erased."))
        else:
            messages.info(self.request, _("There was nothing left to erase."))
        return redirect(self.url)
