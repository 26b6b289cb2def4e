from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import asking_views, confirming_views, home_view, own_views, stopping_views

urlpatterns = [
    path("", home_view.home, name="home"),
    path(_("by-mail/"), asking_views.by_mail, name="by_mail"),
    path(_("confirm/<str:token>/"), confirming_views.confirm, name="confirm"),
    path(_("mine/<str:key>/"), own_views.own, name="own"),
    path(_("stop/<str:key>/"), stopping_views.stop, name="stop"),
    path(_("never/<str:key>/"), stopping_views.never, name="never"),
]
