"""The screens of contributions: no snippet, so that nobody else can choose, list or index them."""

from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import register_permission_policy

from consultations.models import Batch, Contribution

from . import batch_check_views, batch_views, begin_views, check_views, detail_views, entry_views
from .list_views import ContributionsView

ONE = "<int:pk>/"


class ContributionsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("consultations.view_contribution")


class ContributionsViewSet(ViewSet):
    """The list of contributions, each of them, and the ways in which staff enters them."""

    name = "contributions"
    icon = "mail"
    menu_label = gettext_lazy("Contributions")
    menu_item_class = ContributionsMenuItem

    def on_register(self):
        register_permission_policy(Contribution)
        register_permission_policy(Batch)
        super().on_register()

    def get_urlpatterns(self):
        views = [
            ("index", "", ContributionsView.as_view()),
            ("index_results", "results/", ContributionsView.as_view(results_only=True)),
            ("inspect", ONE, detail_views.ContributionView.as_view()),
            ("sensitive", f"{ONE}sensitive/", detail_views.SensitiveView.as_view()),
            ("admit", f"{ONE}admit/", detail_views.AdmitView.as_view()),
            ("add", "add/", begin_views.BeginView.as_view()),
            ("enter", f"enter/{ONE}", entry_views.EntryView.as_view()),
            ("held_source", f"enter/{ONE}source/", entry_views.HeldSourceView.as_view()),
            ("correct", f"{ONE}correct/", entry_views.CorrectView.as_view()),
            ("check", f"{ONE}check/", check_views.CheckView.as_view()),
            ("source", f"source/{ONE}", check_views.SourceView.as_view()),
            ("batches", "batches/", batch_views.BatchesView.as_view()),
            ("batch_add", "batches/add/", batch_views.BatchAddView.as_view()),
            ("batch_template", f"batches/template/{ONE}", batch_views.BatchTemplateView.as_view()),
            ("batch", f"batches/{ONE}", batch_check_views.BatchView.as_view()),
            ("batch_file", f"batches/{ONE}file/", batch_check_views.BatchFileView.as_view()),
        ]
        return [path(route, view, name=name) for name, route, view in views]
