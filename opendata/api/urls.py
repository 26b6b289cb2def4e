"""The addresses of the API in its first version; none of them ends in a slash, but that of the whole."""

from django.urls import path

from .api import api
from .described import openapi

urlpatterns = [path("openapi.json", openapi, name="api_description"), path("", api.urls)]
