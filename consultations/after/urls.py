from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from . import check_views, link_views, mandate_views, own_views, receipt_views
from .addresses import ReferenceConverter

register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path(_("contribution/<str:secret>/"), link_views.manage, name="manage"),
    path(_("contribution/<str:secret>/new/"), link_views.new_link, name="new_link"),
    path(_("confirm/<str:secret>/"), link_views.confirm, name="confirm"),
    path(_("mandate/<str:secret>/"), mandate_views.mandate, name="mandate"),
    path(_("received/<reference:reference>/"), receipt_views.received, name="received"),
    path("<reference:reference>/", own_views.contribution, name="contribution"),
    path(_("<reference:reference>/edit/"), own_views.edit, name="edit"),
    path(_("<reference:reference>/withdraw/"), own_views.withdraw, name="withdraw"),
    path(_("<slug:code>/check/"), check_views.check, name="check"),
]
