from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowConfig(AppConfig):
    name = "follow"
    verbose_name = _("Following")

    def ready(self):
        from .alerts import keeping  # noqa: F401
        from .feeds import slots  # noqa: F401
