"""In every language; the address to which the service sends people back has none, and stands apart."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "oidc"

urlpatterns = [
    path("", views.start, name="start"),
    path(_("<int:pk>/end/"), views.disconnect, name="disconnect"),
]
