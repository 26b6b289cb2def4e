"""The screens of coordinators under one heading of the menu: plan boards with their history, and the queue."""

from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from .board_views import BoardView, PlansView
from .bulk_views import BulkView
from .history_views import HistoryView
from .policies import decides
from .queue import waiting_count
from .queue_views import QueueView
from .submission_views import DecideView, TranslateView


class BoardViewSet(ViewSet):
    name = "board"
    icon = "table"
    menu_label = gettext_lazy("Plan boards")

    def get_urlpatterns(self):
        return [
            path("", PlansView.as_view(), name="index"),
            path("<int:plan>/", BoardView.as_view(), name="plan"),
            path("<int:plan>/results/", BoardView.as_view(results_only=True), name="plan_results"),
            path("<int:plan>/bulk/", BulkView.as_view(), name="bulk"),
            path("<int:plan>/history/", HistoryView.as_view(), name="history"),
            path("<int:plan>/history/results/", HistoryView.as_view(results_only=True), name="history_results"),
        ]


class QueueMenuItem(MenuItem):
    """Says how much waits for who looks."""

    def is_shown(self, request):
        return decides(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        if number := waiting_count(request.user):
            component.label = _("To approve (%(number)s)") % {"number": number}
        return component


class QueueViewSet(ViewSet):
    name = "queue"
    icon = "check"
    menu_label = gettext_lazy("To approve")
    menu_item_class = QueueMenuItem

    def get_urlpatterns(self):
        return [
            path("", QueueView.as_view(), name="index"),
            path("<slug:kind>/<int:pk>/", DecideView.as_view(), name="decide"),
            path("<slug:kind>/<int:pk>/translate/", TranslateView.as_view(), name="translate"),
        ]
