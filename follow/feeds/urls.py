from django.urls import path

from .views import feed

urlpatterns = [
    path("atom/<slug:kind>/<slug:code>.atom", feed, name="feed"),
    path("atom/<slug:kind>.atom", feed, name="feed_of_all"),
]
