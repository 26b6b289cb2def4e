from django.urls import path

from . import views

urlpatterns = [
    path("catalogue", views.negotiated, {"name": "catalogue"}, name="catalogue"),
    path("terms", views.negotiated, {"name": "terms"}, name="terms"),
    *[path(f"catalogue.{kind}", views.catalogue, {"kind": kind}, name=f"catalogue_{kind}") for kind in views.FORMATS],
    *[path(f"terms.{kind}", views.terms, {"kind": kind}, name=f"terms_{kind}") for kind in views.FORMATS],
]
