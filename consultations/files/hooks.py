from django.urls import path
from wagtail import hooks

from . import admin_views


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("consultations/documents/<uuid:key>/", admin_views.document, name="consultation_document")]
