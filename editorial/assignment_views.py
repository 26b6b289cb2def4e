"""Asking a colleague for the next step of a page."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.models import BasePage

from .models import Assignment
from .report_views import STYLE
from .services.assignments import page_assign
from .states import describe


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        name = person.get_full_name() or person.get_username()
        return f"{name} – {person.service}" if person.service else name


class AssignmentForm(forms.Form):
    person = PersonChoiceField(
        label=gettext_lazy("Person"),
        queryset=None,
        help_text=gettext_lazy("Only people who may edit this page are in the list."),
        error_messages={"invalid_choice": gettext_lazy("This person has no rights on this page.")},
    )
    due_on = forms.DateField(label=gettext_lazy("By"), required=False, widget=AdminDateInput)
    note_text = forms.CharField(
        label=gettext_lazy("Message"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(Page)
        people = policy.users_with_permission_for_instance("change", page).filter(is_active=True)
        people = people.select_related("service").order_by("first_name", "last_name", "username")
        self.fields["person"].queryset = people


class AssignView(WagtailAdminTemplateMixin, FormView):
    page_title = gettext_lazy("Ask somebody")
    header_icon = "user"
    template_name = "editorial/assign.html"
    form_class = AssignmentForm

    @cached_property
    def page(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, BasePage):
            raise Http404
        return page

    @cached_property
    def asked(self):
        return Assignment.objects.filter(page_id=self.page.pk).select_related("person", "by").first()

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        here = {"url": self.get_success_url(), "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.page_title}]

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self):
        if self.asked is None:
            return {}
        return {"person": self.asked.person_id, "due_on": self.asked.due_on, "note_text": self.asked.note}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "page": self.page,
            "asked": self.asked,
            "state": describe(self.page),
            "button": _("Ask"),
            "media": context["form"].media + STYLE,
            "back_url": self.get_success_url(),
        }

    def form_valid(self, form):
        try:
            asked = page_assign(page=self.page, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        name = asked.person.get_full_name() or asked.person.get_username()
        messages.success(self.request, _("%(person)s is asked for the next step.") % {"person": name})
        return redirect(self.get_success_url())


urlpatterns = [path("pages/<int:page_id>/assign/", AssignView.as_view(), name="assign")]
