"""The guide under Help, in the place of Wagtail's own, which tells in English of buttons that nobody has here."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

WAGTAILS_OWN = "editor-guide"


@hooks.register("register_help_menu_item")
def guide_item():
    return MenuItem(_("Editors’ guide"), reverse("editorial:guide"), name="guide", icon_name="help", order=900)


@hooks.register("construct_help_menu")
def without_the_other_guide(request, items):
    items[:] = [item for item in items if item.name != WAGTAILS_OWN]
