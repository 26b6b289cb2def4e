from django.urls import path

from .report_views import FollowersView

app_name = "followers"

urlpatterns = [
    path("", FollowersView.as_view(), name="list"),
    path("results/", FollowersView.as_view(results_only=True), name="list_results"),
]
