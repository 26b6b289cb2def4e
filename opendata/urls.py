"""The addresses for programs, the same in every language."""

from django.urls import include, path

app_name = "opendata"

urlpatterns = [
    path("data/", include("opendata.downloads.urls")),
    path("data/", include("opendata.catalogue.urls")),
    path("id/", include("opendata.identifiers.urls")),
    path("card/", include("opendata.embedding.urls")),
    path("picture/", include("opendata.sharing.urls")),
    path("", include("opendata.sitemaps.urls")),
]
