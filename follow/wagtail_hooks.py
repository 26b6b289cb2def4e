from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .alerts.report_views import POLICY


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("followers/", include("follow.alerts.report_urls"))]


class FollowersItem(MenuItem):
    def is_shown(self, request):
        return POLICY.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def followers_menu_item():
    address = reverse("followers:list")
    return FollowersItem(_("What is followed by mail"), address, name="followers", icon_name="mail", order=55)
