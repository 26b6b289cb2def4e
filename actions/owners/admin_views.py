"""The screens of coordinators about the people who report."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from actions.models import ContactPerson

from .journal import note


class ContactIndexView(generic.IndexView):
    def get_base_queryset(self):
        contacts = self.permission_policy.instances_user_has_permission_for(self.request.user, "view")
        return contacts.select_related("organisation")

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


class ContactCreateView(generic.CreateView):
    inspect_url_name = None

    def save_instance(self):
        contact = self.form.save()
        note(contact, "wagtail.create", self.request.user)
        return contact

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])


class ContactEditView(generic.EditView):
    def get_queryset(self):
        return self.permission_policy.instances_user_has_permission_for(self.request.user, "change")

    def save_instance(self):
        contact = self.form.save()
        note(contact, "wagtail.edit", self.request.user)
        return contact

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])


class ContactScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen about one person of one's own government."""

    model = ContactPerson
    viewset = None
    permission_required = "change"
    header_icon = "user"

    @cached_property
    def contact(self):
        contacts = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return get_object_or_404(contacts.select_related("organisation"), pk=self.kwargs["pk"])

    def url(self, name, pk=None):
        return reverse(self.viewset.get_url_name(name), args=[pk or self.contact.pk])

    def get_success_url(self):
        return self.url("inspect")

    def get_page_subtitle(self):
        return str(self.contact)

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.viewset.get_url_name("index")), "label": _("Contact persons")}
        here = {"url": self.url("inspect"), "label": str(self.contact)}
        return [*self.breadcrumbs_items, index, here, {"url": "", "label": self.page_title}]


class ContactView(ContactScreen, TemplateView):
    """One person: what they report on, and what can be done."""

    page_title = gettext_lazy("Contact person")
    template_name = "actions/owners/admin/contact.html"

    @cached_property
    def header_more_buttons(self):
        return [
            Button(_("Edit"), url=self.url("edit"), icon_name="edit", priority=10),
            Button(_("Give a commitment"), url=self.url("give"), icon_name="plus", priority=20),
            Button(_("Erase this person"), url=self.url("erase"), icon_name="bin", priority=30),
        ]

    def get_context_data(self, **kwargs):
        responsibilities = self.contact.responsibilities.select_related("commitment__organisation")
        return super().get_context_data(**kwargs) | {
            "contact": self.contact,
            "current": [self._row(row) for row in responsibilities if not row.until],
            "past": [row for row in responsibilities if row.until],
            "give_url": self.url("give"),
            "link_url": self.url("link"),
        }

    def _row(self, responsibility):
        return {
            "responsibility": responsibility,
            "hand_over_url": self.url("hand_over", responsibility.pk),
            "end_url": self.url("end", responsibility.pk),
        }
