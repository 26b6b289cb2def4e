from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import check_views, draft_views, form_views

urlpatterns = [
    path("", form_views.profile, name="profile"),
    path(_("draft/"), draft_views.draft, name="profile_draft"),
    path(_("check/"), check_views.check, name="profile_check"),
    path(_("sent/"), check_views.sent, name="profile_sent"),
    path(_("take-back/"), check_views.take_back, name="profile_take_back"),
    path(_("logo/<int:pk>/"), check_views.logo, name="profile_logo"),
]
