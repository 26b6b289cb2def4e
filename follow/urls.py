"""The addresses under which people follow what changes: feeds, and alerts by mail."""

from django.urls import include, path

app_name = "follow"

urlpatterns = [
    path("", include("follow.feeds.urls")),
    path("", include("follow.alerts.urls")),
]
