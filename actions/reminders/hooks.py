"""The log of reminders in the administration, under “Reports”."""

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("reminders/", include("actions.reminders.urls"))]


@hooks.register("register_reports_menu_item")
def reminders_menu_item():
    return MenuItem(_("Reminders sent"), reverse("reminders:list"), name="reminders", icon_name="mail", order=50)
