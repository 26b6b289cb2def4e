from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = _("Action plans")

    def ready(self):
        from . import (
            news,
            slots,  # noqa: F401
        )
        from .indicators import dossiers as indicator_dossiers  # noqa: F401
        from .voices import dossiers  # noqa: F401

        news.connect()
