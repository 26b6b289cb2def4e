"""The queue in the menu of the administration, with how much waits."""

from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from .kinds import kinds_for
from .logos import logo
from .queue import waiting_count
from .views import DecideView, QueueView


class RequestsMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(kinds_for(request.user))

    def render_component(self, request):
        component = super().render_component(request)
        if number := waiting_count(request.user):
            component.label = _("Requests (%(number)s)") % {"number": number}
        return component


class RequestsViewSet(ViewSet):
    name = "requests"
    icon = "tasks"
    menu_label = gettext_lazy("Requests")
    menu_item_class = RequestsMenuItem

    def get_urlpatterns(self):
        return [
            path("", QueueView.as_view(), name="index"),
            path("logo/<int:pk>/", logo, name="logo"),
            path("<slug:kind>/<int:pk>/", DecideView.as_view(), name="decide"),
        ]
