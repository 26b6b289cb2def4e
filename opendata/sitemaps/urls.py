from django.urls import path

from .views import index, robots, sitemap

urlpatterns = [
    path("sitemap.xml", index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
