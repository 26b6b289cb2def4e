from django.urls import path

from .log_views import RemindersView

app_name = "reminders"

urlpatterns = [
    path("", RemindersView.as_view(), name="list"),
    path("results/", RemindersView.as_view(results_only=True), name="list_results"),
]
