from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from core.shell import show

        from . import changes  # noqa: F401
        from .indexing import connect
        from .models import Promotion, SynonymGroup

        show(SynonymGroup)
        show(Promotion)
        connect()
