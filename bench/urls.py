"""The site, and one view that does nothing, behind the same middleware: what the pages are measured against."""

from django.http import HttpResponse
from django.urls import path

from platform_site import urls as site

from .measuring import CONSTANT


def constant(request):
    return HttpResponse("constant", headers={"Content-Length": "8"})  # without middleware nobody else adds it


urlpatterns = [path(CONSTANT.lstrip("/"), constant), *site.urlpatterns]
handler400, handler403, handler404 = site.handler400, site.handler403, site.handler404
