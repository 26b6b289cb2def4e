from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import link_views, list_views, report_views

app_name = "owners"

urlpatterns = [
    path("", list_views.commitments, name="list"),
    path(_("link/"), link_views.no_secret, name="no_secret"),
    path(_("link/<str:secret>/"), link_views.link, name="link"),
    path(_("link/<str:secret>/new/"), link_views.new_link, name="new_link"),
    path(_("new-link/"), link_views.new_link_here, name="new_link_here"),
    path(_("log-out/"), link_views.log_out, name="log_out"),
    path(_("logged-out/"), link_views.left, name="left"),
    path(_("nothing-changed/"), list_views.confirm, name="confirm"),
    path(_("report/<slug:code>/"), report_views.report, name="report"),
    path(_("report/<slug:code>/draft/"), report_views.draft, name="draft"),
    path(_("report/<slug:code>/correct/<int:pk>/"), report_views.report, name="correct"),
]
