from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig

from core import space_menu


class UsersConfig(AppConfig):
    default = True
    name = "users"
    verbose_name = _("Users")

    def ready(self):
        from core import shell

        from . import keeping, services, signals  # noqa: F401
        from .login import signals as login_signals  # noqa: F401
        from .models import Government
        from .oidc import assurance, checks  # noqa: F401

        shell.show(Government)
        space_menu.add(order=80, url_name="account_safety", label=_("Log-in and safety"))


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "users.viewsets.UserViewSet"
