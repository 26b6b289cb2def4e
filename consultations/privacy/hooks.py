"""Personal data in the administration: the screens, and their places under “Reports”."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from consultations.models import AccessEntry, Erasure, Identity, RetentionRun

from .policies import POLICIES

for _model, _policy in POLICIES.items():
    register_permission_policy(_model, _policy)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("personal-data/", include("consultations.privacy.admin_urls"))]


class ReportItem(MenuItem):
    """Shown to who may view rows of that model."""

    def __init__(self, model, label, name, icon_name, order):
        super().__init__(
            label, reverse(f"identities:{name}"), name=f"identities-{name}", icon_name=icon_name, order=order
        )
        self.policy = POLICIES[model]

    def is_shown(self, request):
        return self.policy.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def identities_menu_item():
    return ReportItem(Identity, _("Who sent contributions"), "list", "user", 60)


@hooks.register("register_reports_menu_item")
def accesses_menu_item():
    return ReportItem(AccessEntry, _("Looks at personal data"), "accesses", "view", 61)


@hooks.register("register_reports_menu_item")
def erasures_menu_item():
    return ReportItem(Erasure, _("Erasures"), "erasures", "bin", 62)


@hooks.register("register_reports_menu_item")
def clean_ups_menu_item():
    return ReportItem(RetentionRun, _("Clean-ups"), "clean_ups", "rotate", 63)
