from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import gallery


@hooks.register("register_admin_urls")
def register_admin_urls():
    """For whoever may enter the administration: Wagtail asks that of every address registered here."""
    return [path("gallery/", gallery, name="gallery")]


@hooks.register("register_help_menu_item")
def gallery_menu_item():
    return MenuItem(_("Component gallery"), reverse("gallery"), name="gallery", icon_name="grip", order=900)
