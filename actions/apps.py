from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import space_menu


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = _("Action plans")

    def ready(self):
        from core import shell
        from partners.lineage.estates import register
        from partners.models import Membership

        from . import (
            keeping,  # noqa: F401
            lineage,
            news,
            slots,  # noqa: F401
            slots_cards,  # noqa: F401
            slots_space,  # noqa: F401
        )
        from .changes import kinds, moments  # noqa: F401
        from .indicators import dossiers as indicator_dossiers  # noqa: F401
        from .owners import leaving as owners_leaving
        from .owners import logging_in
        from .pledging import leaving, moderation
        from .pledging import slots as pledging_slots  # noqa: F401
        from .voices import dossiers  # noqa: F401

        shell.show(Membership)  # the coverage of groups
        logging_in.connect()
        owners_leaving.connect()
        news.connect()
        register(lineage.ESTATE)
        leaving.connect()
        moderation.connect()
        space_menu.add(order=30, url_name="pledging:list", label=_("My pledges"))
        space_menu.add(order=40, url_name="owners:list", label=_("My commitments"))
