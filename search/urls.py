from django.urls import path
from django.utils.translation import gettext_lazy as _

from .suggest import suggest
from .views import search

urlpatterns = [
    path("", search, name="search"),
    path(_("suggestions/"), suggest, name="search_suggestions"),
]
