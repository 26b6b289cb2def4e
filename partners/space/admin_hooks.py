"""The screens of the secretariat about the people and the domains of organisations."""

from django.urls import include, path
from wagtail import hooks

from . import admin_domains, journal  # noqa: F401
from . import admin_views as views

urlpatterns = [
    path("<int:pk>/add/", views.AddPersonView.as_view(), name="add"),
    path("person/<int:pk>/role/", views.RoleView.as_view(), name="role"),
    path("person/<int:pk>/end/", views.EndView.as_view(), name="end"),
    path("<int:pk>/domain/", admin_domains.AddDomainView.as_view(), name="add_domain"),
    path("domain/<int:pk>/remove/", admin_domains.RemoveDomainView.as_view(), name="remove_domain"),
]


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("representatives/", include((urlpatterns, "representatives")))]
