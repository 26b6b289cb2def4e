from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import asking_views, own_views

urlpatterns = [
    path(_("data/"), asking_views.data, name="data"),
    path(_("data/asked/"), asking_views.asked, name="data_asked"),
    path(_("data/yours/"), own_views.yours, name="data_yours"),
    path(_("data/yours/copy/"), own_views.copy, name="data_copy"),
    path(_("data/yours/erase/<str:key>/"), own_views.erase_part, name="data_erase"),
    path(_("data/leave/"), own_views.leave, name="data_leave"),
    path(_("data/<str:secret>/"), asking_views.data_open, name="data_open"),
]
