"""The people who report, in the administration: no snippet, so that nobody else can choose or list them."""

from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from actions.models import ContactPerson

from .admin_acts import EndView, EraseView, GiveView, HandOverView, LinkView
from .admin_forms import ContactForm
from .admin_views import ContactCreateView, ContactEditView, ContactIndexView, ContactView
from .permissions import ContactPermissionPolicy


class ContactPersonViewSet(ModelViewSet):
    """Their list, form and dossier. There is no export, no copy, no history with names, and nobody is deleted."""

    model = ContactPerson
    name = "contact_persons"
    icon = "user"
    menu_label = gettext_lazy("Contact persons")
    index_view_class = ContactIndexView
    add_view_class = ContactCreateView
    edit_view_class = ContactEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_display = ["name", "organisation", "language"]
    list_filter = ["language"]
    search_fields = ["name", "email"]
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return ContactForm

    def get_common_view_kwargs(self, **kwargs):
        there_is_none = {"history_url_name": None, "usage_url_name": None, "delete_url_name": None}
        inspect = {"inspect_url_name": self.get_url_name("inspect")}
        return super().get_common_view_kwargs(**there_is_none, **inspect, **kwargs)

    def get_urlpatterns(self):
        kept = [row for row in super().get_urlpatterns() if row.name in {"index", "index_results", "add", "edit"}]
        views = {
            "inspect": ContactView,
            "give": GiveView,
            "end": EndView,
            "hand_over": HandOverView,
            "erase": EraseView,
            "link": LinkView,
        }
        return kept + [
            path(f"{name}/<int:pk>/", self.construct_view(view, viewset=self), name=name)
            for name, view in views.items()
        ]

    def on_register(self):
        register_permission_policy(self.model, ContactPermissionPolicy(self.model))
        super().on_register()
