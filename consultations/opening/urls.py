from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import version_views

urlpatterns = [
    path(_("<slug:code>/version/<int:number>/"), version_views.version, name="version"),
    path(_("<slug:code>/version/<int:number>/questions.json"), version_views.download, name="version_json"),
]
