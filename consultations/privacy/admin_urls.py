from django.urls import path

from . import identity_views, list_views, log_views

app_name = "identities"

urlpatterns = [
    path("", list_views.IdentitiesView.as_view(), name="list"),
    path("results/", list_views.IdentitiesView.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", identity_views.IdentityView.as_view(), name="identity"),
    path("<int:pk>/erase/", identity_views.EraseView.as_view(), name="erase"),
    path("accesses/", log_views.AccessesView.as_view(), name="accesses"),
    path("accesses/results/", log_views.AccessesView.as_view(results_only=True), name="accesses_results"),
    path("erasures/", log_views.ErasuresView.as_view(), name="erasures"),
    path("erasures/results/", log_views.ErasuresView.as_view(results_only=True), name="erasures_results"),
    path("clean-ups/", log_views.CleanUpsView.as_view(), name="clean_ups"),
    path("clean-ups/results/", log_views.CleanUpsView.as_view(results_only=True), name="clean_ups_results"),
]
